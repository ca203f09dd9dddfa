import { generateKeyPairSync } from "node:crypto";
import {
	publicKeyText,
	readPrivateKey,
	signCheckpoint,
} from "@/lib/audit/checkpoints/model";
import { type ChainedEvent, GENESIS_HASH, hashEvent } from "@/lib/audit/event";

/** A link that follows `prevHash`, sound in itself. */
export function link(
	seq: number,
	prevHash: string,
	note: string,
): ChainedEvent {
	const content = {
		seq: String(seq),
		at: "1700000000000000",
		actorKind: "person",
		actorId: "p",
		actorName: "Zoë",
		session: null,
		address: null,
		action: "post.hold",
		subjectType: "post",
		subjectId: "x",
		accountId: null,
		reason: note,
		before: null,
		after: { n: seq, list: ["b", "a"], deep: { z: 1, a: "1.5" } },
		facts: null,
		trace: "t",
		prevHash,
	};
	return { ...content, hash: hashEvent(content) };
}

/** A sound chain; from event `from` on it tells another story. */
export function chain(length: number, from = length + 1): ChainedEvent[] {
	const events: ChainedEvent[] = [];
	for (let seq = 1; seq <= length; seq++) {
		const note = seq < from ? `n${seq}` : `other ${seq}`;
		events.push(link(seq, events.at(-1)?.hash ?? GENESIS_HASH, note));
	}
	return events;
}

export const at = (events: readonly ChainedEvent[], seq: number) => {
	const event = events[seq - 1];
	if (!event) throw new Error(`no event ${seq}`);
	return event;
};

/** A signer of the test's own. */
export function makeSigner() {
	const pem = generateKeyPairSync("ed25519")
		.privateKey.export({ type: "pkcs8", format: "pem" })
		.toString();
	const key = readPrivateKey(pem);
	return {
		pem,
		publicKey: publicKeyText(key),
		sign: ({ seq, hash }: { seq: string; hash: string }, atMicros: string) =>
			signCheckpoint(key, { seq, hash, at: atMicros }),
		/** What vouches for one event, as a decision file carries it. */
		prove: ({ seq, hash }: { seq: string; hash: string }, atMicros: string) =>
			signCheckpoint(key, { seq, hash, at: atMicros }, "event"),
	};
}
export type Signer = ReturnType<typeof makeSigner>;

/** An export as `exportAudit` writes it, signed by `signer`. */
export function exportText(
	events: readonly ChainedEvent[],
	signer: Signer,
	atMicros = "1700000000000009",
): string {
	const last = events.at(-1) ?? { seq: "0", hash: GENESIS_HASH };
	const checkpoint = signer.sign(last, atMicros);
	return [...events, { checkpoint }]
		.map((line) => `${JSON.stringify(line)}\n`)
		.join("");
}
