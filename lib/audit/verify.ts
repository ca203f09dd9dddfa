import { type ChainedEvent, GENESIS_HASH, hashEvent } from "@/lib/audit/event";

export type TamperKind =
	| "edit"
	| "gap"
	| "reorder"
	| "repeat"
	| "fork"
	| "truncated"
	| "rewritten";

/** A point of the chain known from elsewhere: the head row, or a signed checkpoint. */
export type Anchor = { seq: string; hash: string };

export type Verdict =
	| { ok: true; count: number; seq: string; hash: string }
	| { ok: false; seq: string; kind: TamperKind; sentence: string };

const SENTENCES: Record<TamperKind, string> = {
	edit: "its content does not match its hash",
	gap: "events are missing before it",
	reorder: "it stands before events that come earlier",
	repeat: "it occurs twice",
	fork: "it follows another event than the one before it",
	truncated: "the chain ends before the last event known from elsewhere",
	rewritten:
		"the chain differs from the one that was known here from elsewhere",
};

const broken = (seq: string, kind: TamperKind): Verdict => ({
	ok: false,
	seq,
	kind,
	sentence: `event ${seq}: ${SENTENCES[kind]}`,
});

/**
 * Checks a chain from its first event (AC-A6). Reports the first bad sequence number and the kind.
 * @param anchors points that the chain must pass through, or end at or after
 */
export async function verifyChain(
	events: AsyncIterable<ChainedEvent> | Iterable<ChainedEvent>,
	anchors: readonly Anchor[] = [],
): Promise<Verdict> {
	const known = new Map(anchors.map(({ seq, hash }) => [seq, hash]));
	let last = { seq: 0n, hash: GENESIS_HASH };
	let skippedTo: string | null = null;
	for await (const event of events) {
		const seq = BigInt(event.seq);
		if (skippedTo !== null) {
			if (seq === last.seq + 1n) return broken(skippedTo, "reorder");
			continue;
		}
		if (seq > last.seq + 1n) {
			skippedTo = event.seq;
			continue;
		}
		const kind = faultOf(event, last);
		if (kind) return broken(event.seq, kind);
		const expected = known.get(event.seq);
		if (expected !== undefined && expected !== event.hash)
			return broken(event.seq, "rewritten");
		last = { seq, hash: event.hash };
	}
	if (skippedTo !== null) return broken(skippedTo, "gap");
	const beyond = anchors.find(({ seq }) => BigInt(seq) > last.seq);
	if (beyond) return broken(String(last.seq), "truncated");
	return {
		ok: true,
		count: Number(last.seq),
		seq: String(last.seq),
		hash: last.hash,
	};
}

function faultOf(
	event: ChainedEvent,
	last: { seq: bigint; hash: string },
): TamperKind | null {
	const { hash, ...content } = event;
	const sound = hashEvent(content) === hash;
	if (BigInt(event.seq) <= last.seq)
		return hash === last.hash || sound ? repeatOrFork(event, last) : "edit";
	if (!sound) return "edit";
	return event.prevHash === last.hash ? null : "fork";
}

const repeatOrFork = (event: ChainedEvent, last: { hash: string }) =>
	event.hash === last.hash ? "repeat" : "fork";
