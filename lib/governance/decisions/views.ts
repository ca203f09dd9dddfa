import { findAccount, listAccounts } from "@/lib/accounts/views";
import type { ChainedEvent } from "@/lib/audit/event";
import { carriedBy } from "@/lib/audit/export/decision-file";
import { listEvents } from "@/lib/audit/store";
import { SERVICES } from "@/lib/auth/permissions";
import { type Ctx, demandRead } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import type { Db } from "@/lib/db/client";
import { peopleById } from "@/lib/governance/people/store";
import type { DecisionView, ProofView } from "./model";
import { peopleIn, readRecord } from "./record";
import {
	type DecisionRecord,
	findDecision,
	listDecisionsOfPost,
	listLatestDecisions,
} from "./store";
import { recordDigest, viewDecision } from "./view";

const PERSON_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Names as they are now: a record itself knows people by id only. */
async function namesIn(
	db: Db,
	records: readonly DecisionRecord[],
): Promise<Map<string, string>> {
	const ids = records.flatMap((record) => peopleIn(readRecord(record)));
	const people = await peopleById(
		db,
		ids.filter((id) => PERSON_ID.test(id)),
	);
	return new Map([
		...SERVICES.map((id) => [id, `${id} (service)`] as const),
		...[...people].map(([id, { name }]) => [id, name] as const),
	]);
}

async function scopeOf(ctx: Ctx, accountId: string) {
	const account = await findAccount(ctx, accountId);
	if (!account)
		throw new AppError("not_found", "there is no such account for you");
	return { handle: account.handle, zone: account.timeZone };
}

/** The stored record; throws `not_found`, and `forbidden` on an account without a role. */
export async function loadDecision(
	ctx: Ctx,
	id: string,
): Promise<DecisionRecord> {
	const record = await findDecision(ctx.db, id);
	if (!record) throw new AppError("not_found", "there is no such decision");
	demandRead(ctx, { account: record.accountId });
	return record;
}

/** Every answer of the gate about one post, newest first. */
export async function readDecisionsOfPost(
	ctx: Ctx,
	postId: string,
): Promise<DecisionView[]> {
	const records = await listDecisionsOfPost(ctx.db, postId);
	const [first] = records;
	if (!first) return [];
	demandRead(ctx, { account: first.accountId });
	const place = await scopeOf(ctx, first.accountId);
	const names = await namesIn(ctx.db, records);
	return records.map((record) => viewDecision(record, place, names));
}

const ANSWERS_A_POST = 6;

/** The newest answer about each of the posts that the gate was asked about last, on the accounts that the reader may see. */
export async function readLatestDecisions(
	ctx: Ctx,
	{ accountId, limit }: { accountId?: string; limit: number },
): Promise<DecisionView[]> {
	const accounts = (await listAccounts(ctx)).filter(
		({ id }) => accountId === undefined || id === accountId,
	);
	const places = new Map(
		accounts.map(({ id, handle, timeZone: zone }) => [id, { handle, zone }]),
	);
	const latest = await listLatestDecisions(
		ctx.db,
		[...places.keys()],
		limit * ANSWERS_A_POST,
	);
	const newest = latest.filter(
		({ postId }, index) =>
			latest.findIndex((each) => each.postId === postId) === index,
	);
	const records = newest.slice(0, limit);
	const names = await namesIn(ctx.db, records);
	return records.flatMap((record) => {
		const place = places.get(record.accountId);
		return place ? [viewDecision(record, place, names)] : [];
	});
}

const POST_EVENTS = 1000;

/** The chained event that carries this record's digest; null when there is none. */
export async function findDecisionEvent(
	ctx: Ctx,
	record: DecisionRecord,
): Promise<ChainedEvent | null> {
	const events = await listEvents(ctx.db, {
		action: "gate.decide",
		subjectType: "post",
		subjectId: record.postId,
		limit: POST_EVENTS,
	});
	const carries = (event: ChainedEvent) =>
		carriedBy(event)?.decisionId === record.id;
	return events.find(carries) ?? null;
}

/** Where a record hangs in the chain. Throws `not_found`, `forbidden`. */
export async function readProof(
	ctx: Ctx,
	decisionId: string,
): Promise<ProofView | null> {
	const record = await loadDecision(ctx, decisionId);
	const event = await findDecisionEvent(ctx, record);
	if (!event) return null;
	const intact = carriedBy(event)?.recordSha256 === recordDigest(record);
	return { seq: event.seq, hash: event.hash, intact };
}
