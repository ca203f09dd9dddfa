import { type ChainedEvent, GENESIS_HASH, hashEvent } from "@/lib/audit/event";

export type TamperKind =
	| "edit"
	| "gap"
	| "reorder"
	| "repeat"
	| "fork"
	| "truncated"
	| "rewritten"
	| "unsigned";

/** A point of the chain known from elsewhere: the head row, or a signed checkpoint. */
export type Anchor = {
	seq: string;
	hash: string;
	/** Who knows it, for the sentence: a file's name, "the head row". */
	from?: string;
};

export type ChainVerdict =
	| { ok: true; count: number; seq: string; hash: string }
	| { ok: false; seq: string; kind: TamperKind; sentence: string };

type Point = { seq: bigint; hash: string };

export const broken = (
	seq: string | bigint,
	kind: TamperKind,
	why: string,
): ChainVerdict => ({
	ok: false,
	seq: String(seq),
	kind,
	sentence: `event ${seq}: ${why}`,
});

const WHY: Record<"edit" | "repeat" | "fork" | "reorder", string> = {
	edit: "its content does not match its hash",
	reorder: "it stands before events that come earlier",
	repeat: "it occurs twice",
	fork: "it follows another event than the one before it",
};

/**
 * Checks a chain from its first event (AC-A6). Reports the first bad sequence number and the kind: of
 * a gap the event after it, of a cut tail the last event that is left.
 * @param events null stands for one that cannot be read
 * @param anchors points that the chain must pass through, or end at or after
 */
export async function verifyChain(
	events: AsyncIterable<ChainedEvent | null> | Iterable<ChainedEvent | null>,
	anchors: readonly Anchor[] = [],
): Promise<ChainVerdict> {
	const known = bySeq(anchors);
	let last: Point = { seq: 0n, hash: GENESIS_HASH };
	let skippedTo: bigint | null = null;
	let agreed = 0n;
	for await (const event of events) {
		const seq = event && BigInt(event.seq);
		if (skippedTo !== null) {
			if (seq === last.seq + 1n)
				return broken(skippedTo, "reorder", WHY.reorder);
			continue;
		}
		if (event === null || seq === null)
			return broken(last.seq + 1n, "edit", "it cannot be read");
		if (seq > last.seq + 1n) {
			skippedTo = seq;
			continue;
		}
		const kind = faultOf(event, last);
		if (kind) return broken(seq, kind, WHY[kind]);
		const here = known.get(event.seq) ?? [];
		const other = here.find(({ hash }) => hash !== event.hash);
		if (other) return rewritten(other, agreed);
		if (here.length > 0) agreed = seq;
		last = { seq, hash: event.hash };
	}
	if (skippedTo !== null) return gap(last.seq, skippedTo);
	return atEnd(last, anchors);
}

function bySeq(anchors: readonly Anchor[]): Map<string, Anchor[]> {
	const known = new Map<string, Anchor[]>();
	for (const anchor of anchors)
		known.set(anchor.seq, [...(known.get(anchor.seq) ?? []), anchor]);
	return known;
}

const nameOf = ({ from }: Anchor): string => from ?? "a point known elsewhere";

const rewritten = (anchor: Anchor, agreed: bigint): ChainVerdict =>
	broken(
		anchor.seq,
		"rewritten",
		`${nameOf(anchor)} holds another event here: what comes after event ${agreed} was written anew`,
	);

function gap(last: bigint, skippedTo: bigint): ChainVerdict {
	const [first, end] = [last + 1n, skippedTo - 1n];
	const missing =
		first === end ? `event ${first} is` : `events ${first} to ${end} are`;
	return broken(skippedTo, "gap", `${missing} missing before it`);
}

function atEnd(last: Point, anchors: readonly Anchor[]): ChainVerdict {
	const beyond = anchors.find(({ seq }) => BigInt(seq) > last.seq);
	if (beyond)
		return broken(
			last.seq,
			"truncated",
			`the chain ends here, but ${nameOf(beyond)} knows event ${beyond.seq}`,
		);
	const { seq, hash } = last;
	return { ok: true, count: Number(seq), seq: String(seq), hash };
}

function faultOf(
	event: ChainedEvent,
	last: Point,
): "edit" | "repeat" | "fork" | null {
	const sound = isSound(event);
	if (BigInt(event.seq) <= last.seq)
		return event.hash === last.hash || sound
			? repeatOrFork(event, last)
			: "edit";
	if (!sound) return "edit";
	return event.prevHash === last.hash ? null : "fork";
}

const repeatOrFork = (event: ChainedEvent, last: Point) =>
	event.hash === last.hash ? "repeat" : "fork";

// A number that the canonical form does not know was never hashed by us.
function isSound({ hash, ...content }: ChainedEvent): boolean {
	try {
		return hashEvent(content) === hash;
	} catch {
		return false;
	}
}
