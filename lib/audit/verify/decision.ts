import { z } from "zod";
import { type Checkpoint, isSignedBy } from "@/lib/audit/checkpoints/model";
import { type ChainedEvent, hashEvent } from "@/lib/audit/event";
import {
	carriedBy,
	DECISION_FORMAT,
	spellDecisionFile,
} from "@/lib/audit/export/decision-file";
import { parseLine } from "@/lib/audit/export/lines";
import { digestOf, type Json, toCanonical } from "@/lib/core/canonical-json";
import { isNonEmpty } from "@/lib/core/non-empty";

export type DecisionFault =
	| "record edited"
	| "event edited"
	| "signature foreign"
	| "unreadable";

export type DecisionVerdict =
	| { ok: true; decisions: { id: string; seq: string }[] }
	| { ok: false; kind: DecisionFault; sentence: string };

const File = z.strictObject({
	format: z.literal(DECISION_FORMAT),
	decisions: z.array(
		z.strictObject({
			record: z
				.looseObject({ id: z.string(), postId: z.string() })
				.transform((value) => value as Json & typeof value),
			event: z.unknown(),
			checkpoint: z.unknown(),
		}),
	),
});
type Part = z.output<typeof File>["decisions"][number];

const broken = (kind: DecisionFault, sentence: string): DecisionVerdict => ({
	ok: false,
	kind,
	sentence,
});

const jsonOf = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
};

/**
 * Verifies decision records with nothing but their file and the public key: each record is what its event
 * vouches for, each event what its hash covers, each hash what the key's owner signed as part of the chain.
 * @param publicKey SPKI DER in base64
 */
export function verifyDecisionFile(
	text: string,
	publicKey: string,
): DecisionVerdict {
	const file = File.safeParse(jsonOf(text));
	if (!file.success || !isNonEmpty(file.data.decisions))
		return broken("unreadable", "the file holds no decision record");
	const { decisions } = file.data;
	if (spellDecisionFile(decisions) !== text)
		return broken("unreadable", "the file is not as it was written");
	const proven: { id: string; seq: string }[] = [];
	for (const part of decisions) {
		const verdict = verifyPart(part, publicKey);
		if (!verdict.ok) return verdict;
		proven.push(...verdict.decisions);
	}
	return { ok: true, decisions: proven };
}

function verifyPart(part: Part, publicKey: string): DecisionVerdict {
	const { record } = part;
	const event = eventIn(part);
	const checkpoint = checkpointIn(part);
	if (!event || !checkpoint)
		return broken(
			"unreadable",
			`the proof of decision ${record.id} cannot be read`,
		);
	const fault =
		eventFault(event) ??
		signatureFault(event, { checkpoint, publicKey }) ??
		recordFault(record, event);
	return fault ?? { ok: true, decisions: [{ id: record.id, seq: event.seq }] };
}

function eventIn({ event }: Part): ChainedEvent | null {
	const line = parseLine(JSON.stringify(event));
	return line.kind === "event" ? line.event : null;
}

function checkpointIn({ checkpoint }: Part): Checkpoint | null {
	const line = parseLine(JSON.stringify({ checkpoint }));
	return line.kind === "closing" ? line.checkpoint : null;
}

function eventFault({ hash, ...content }: ChainedEvent) {
	return hashEvent(content) === hash
		? null
		: broken(
				"event edited",
				`the content of event ${content.seq} does not match its hash`,
			);
}

function signatureFault(
	{ seq, hash }: ChainedEvent,
	{ checkpoint, publicKey }: { checkpoint: Checkpoint; publicKey: string },
) {
	if (!isSignedBy(publicKey, checkpoint, "event"))
		return broken(
			"signature foreign",
			`the statement about event ${seq} is not signed by this key`,
		);
	return checkpoint.seq === seq && checkpoint.hash === hash
		? null
		: broken(
				"event edited",
				`event ${seq} is not the one that was signed: event ${checkpoint.seq}`,
			);
}

function recordFault(record: Part["record"], event: ChainedEvent) {
	const carried = carriedBy(event);
	if (carried?.decisionId !== record.id || event.subjectId !== record.postId)
		return broken(
			"record edited",
			`event ${event.seq} vouches for another decision than ${record.id}`,
		);
	// The digest is of the canonical form, so another spelling of the same text would pass it.
	const isCanonical =
		JSON.stringify(toCanonical(record)) === JSON.stringify(record);
	return isCanonical && carried.recordSha256 === digestOf(record)
		? null
		: broken(
				"record edited",
				`decision ${record.id} is not what event ${event.seq} vouches for`,
			);
}
