import { createReadStream } from "node:fs";
import { z } from "zod";
import { Checkpoint } from "@/lib/audit/checkpoints/model";
import type { ChainedEvent } from "@/lib/audit/event";
import { type Json, toCanonical } from "@/lib/core/canonical-json";

/** A line of an export: nothing else is ever written into one. */
export type Line =
	| { kind: "event"; event: ChainedEvent }
	| { kind: "closing"; checkpoint: Checkpoint }
	| { kind: "unreadable" };

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Text = z.string();
const Value = z.unknown().transform((value) => value as Json);

const Event = z.strictObject({
	seq: z.string().regex(/^[1-9]\d{0,18}$/),
	at: z.string().regex(/^-?\d+$/),
	actorKind: Text,
	actorId: Text,
	actorName: Text,
	session: Text.nullable(),
	address: Text.nullable(),
	action: Text,
	subjectType: Text,
	subjectId: Text,
	accountId: Text.nullable(),
	reason: Text.nullable(),
	before: Value,
	after: Value,
	facts: Value,
	trace: Text,
	prevHash: Hash,
	hash: Hash,
});

const Closing = z.strictObject({ checkpoint: Checkpoint });

/** Reads a line strictly: it must be, to the byte, as an export is written. */
export function parseLine(text: string): Line {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return { kind: "unreadable" };
	}
	if (JSON.stringify(value) !== text) return { kind: "unreadable" };
	const closing = Closing.safeParse(value);
	if (closing.success)
		return { kind: "closing", checkpoint: closing.data.checkpoint };
	const event = Event.safeParse(value);
	return event.success && isCanonical(event.data)
		? { kind: "event", event: event.data }
		: { kind: "unreadable" };
}

// The hash is made of the canonical form, so another spelling of the same text would pass it.
const isCanonical = ({
	actorName,
	reason,
	before,
	after,
	facts,
}: ChainedEvent) =>
	[actorName, reason, before, after, facts].every(
		(value) => JSON.stringify(toCanonical(value)) === JSON.stringify(value),
	);

/** Splits at line feeds only: other line separators may stand in what people wrote. */
export async function* readLines(path: string): AsyncGenerator<Line> {
	let rest = "";
	for await (const chunk of createReadStream(path, "utf8")) {
		const parts = `${rest}${chunk}`.split("\n");
		rest = parts.pop() ?? "";
		for (const part of parts) yield parseLine(part);
	}
	if (rest !== "") yield parseLine(rest);
}
