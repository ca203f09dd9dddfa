import type { Actor } from "@/lib/auth/actor";
import { type Json, toCanonical } from "@/lib/core/canonical-json";
import type { NonEmpty } from "@/lib/core/non-empty";
import type { Tx } from "@/lib/db/client";
import type { AuditEvent, ChainedEvent } from "./event";
import { hashEvent, microsOf } from "./event";
import { insertEvents, lockHead } from "./store";

export type Auditor = {
	actor: Actor;
	/** Joins everything that one request or job did. */
	trace: string;
	/** The client's address, from the socket or a trusted proxy only. */
	address: string | null;
};

const jsonOrNull = (value: unknown): Json =>
	value === undefined ? null : toCanonical(value);

const sessionOf = (actor: Actor): string | null => {
	if (actor.kind === "person") return actor.sessionId;
	return actor.kind === "token" ? actor.tokenId : null;
};

/**
 * Appends events to the chain in the caller's transaction. Takes the head row's lock,
 * so it must be the last thing that the transaction does (AC-A3).
 */
export async function appendAudit(
	tx: Tx,
	auditor: Auditor,
	now: Date,
	events: NonEmpty<AuditEvent>,
): Promise<readonly ChainedEvent[]> {
	let { seq, hash } = await lockHead(tx);
	const chained = events.map((event) => {
		seq += 1n;
		const link: Omit<ChainedEvent, "hash"> = {
			seq: seq.toString(),
			at: microsOf(now),
			actorKind: auditor.actor.kind,
			actorId: auditor.actor.id,
			actorName: auditor.actor.name.normalize("NFC"),
			session: sessionOf(auditor.actor),
			address: auditor.address,
			action: event.action,
			subjectType: event.subject.type,
			subjectId: event.subject.id,
			accountId: event.accountId ?? null,
			reason: event.reason?.normalize("NFC") ?? null,
			before: jsonOrNull(event.before),
			after: jsonOrNull(event.after),
			facts: jsonOrNull(event.facts),
			trace: auditor.trace,
			prevHash: hash,
		};
		hash = hashEvent(link);
		return { ...link, hash };
	});
	await insertEvents(tx, chained, now);
	return chained;
}
