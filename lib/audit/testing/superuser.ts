import { type ChainedEvent, GENESIS_HASH, hashEvent } from "@/lib/audit/event";
import { streamEvents } from "@/lib/audit/store";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";

/** What a database's superuser can do to the log: take every guard away. */
export const disableGuards = (owner: Db) =>
	owner.$executeRawUnsafe("ALTER TABLE audit_event DISABLE TRIGGER ALL");

/** Sets the head row to the last event that is left. */
export const moveHead = (owner: Db) =>
	owner.$executeRaw`
		UPDATE audit_head SET (seq, hash) =
			(SELECT seq, hash FROM audit_event ORDER BY seq DESC LIMIT 1)`;

export async function deleteFrom(owner: Db, seq: bigint): Promise<void> {
	await owner.auditEvent.deleteMany({ where: { seq: { gte: seq } } });
}

const stored = (value: ChainedEvent["before"]) =>
	value === null ? Prisma.DbNull : (value as Prisma.InputJsonValue);

/** Puts an event as it is into the table. */
export async function insertRow(owner: Db, event: ChainedEvent): Promise<void> {
	const { seq, at, before, after, facts, ...rest } = event;
	await owner.auditEvent.create({
		data: {
			...rest,
			seq: BigInt(seq),
			at: new Date(Number(BigInt(at) / 1000n)),
			before: stored(before),
			after: stored(after),
			facts: stored(facts),
		},
	});
}

export async function readChain(owner: Db): Promise<ChainedEvent[]> {
	const events: ChainedEvent[] = [];
	for await (const event of streamEvents(owner)) events.push(event);
	return events;
}

/** The same story from event `from` on with another reason, every hash made new. */
export function reorderedEvents(
	events: readonly ChainedEvent[],
	from: number,
): ChainedEvent[] {
	const told: ChainedEvent[] = [];
	for (const { hash: _, ...event } of events) {
		const prevHash = told.at(-1)?.hash ?? GENESIS_HASH;
		const isNew = Number(event.seq) >= from;
		const content = {
			...event,
			prevHash,
			reason: isNew ? "it was another" : event.reason,
		};
		told.push({ ...content, hash: hashEvent(content) });
	}
	return told;
}

/** Writes the whole table anew. */
export async function replaceChain(
	owner: Db,
	events: readonly ChainedEvent[],
): Promise<void> {
	await deleteFrom(owner, 0n);
	for (const event of events) await insertRow(owner, event);
}

/** Does it, and puts the guards back, as somebody would who wants the work to go on. */
export async function behindGuards(
	owner: Db,
	work: () => Promise<unknown>,
): Promise<void> {
	await disableGuards(owner);
	await work();
	for (const trigger of [
		"audit_event_append_only",
		"audit_event_no_truncate",
		"audit_follow_head",
	])
		await owner.$executeRawUnsafe(
			`ALTER TABLE audit_event ENABLE ALWAYS TRIGGER ${trigger}`,
		);
}
