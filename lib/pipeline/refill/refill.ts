import { z } from "zod";
import { type AccountFacts, readAccountFacts } from "@/lib/accounts/facts";
import { SLOT_LEAD_MS } from "@/lib/accounts/model";
import { slotsBetween } from "@/lib/accounts/slots";
import { listAccounts } from "@/lib/accounts/views";
import type { AuditEvent } from "@/lib/audit/event";
import { type Ctx, command, demand } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { isNonEmpty } from "@/lib/core/non-empty";
import { addMs, DAY, HOUR } from "@/lib/core/time";
import type { Db, Tx } from "@/lib/db/client";
import { appNow } from "@/lib/db/clock";
import { Topic, topicKey } from "@/lib/pipeline/model";
import { type Started, startUnder } from "@/lib/pipeline/runs/commands";
import { listSlotRuns, listTopicsSince } from "@/lib/pipeline/runs/store-list";
import { readStored, storedItem } from "@/lib/pipeline/sources/items";
import { scoreSignals } from "@/lib/pipeline/sources/score";
import { listAccountSources } from "@/lib/pipeline/sources/store";
import { listHeldSlots } from "@/lib/pipeline/stages/store-slots";
import { SLOT_STATES } from "@/lib/publishing/post/model";
import { planRefill, type RefillPlan } from "./plan";

const TOPIC_RESTS_MS = 7 * DAY;

/** Stories about the niche, the best first; stored scores answer whatever topic was asked for last. */
async function topicsOf(
	db: Db | Tx,
	{ id: accountId, brand }: AccountFacts,
	now: Date,
): Promise<string[]> {
	const sources = await listAccountSources(db, accountId);
	const signals = await readStored(db, sources, now);
	const used = await listTopicsSince(
		db,
		accountId,
		addMs(now, -TOPIC_RESTS_MS),
	);
	const resting = new Set(used.map(topicKey));
	return scoreSignals(signals.map(storedItem), brand.niche, now)
		.filter(({ topicMatch }) => topicMatch > 0)
		.flatMap(({ title }) => {
			const topic = Topic.safeParse(title);
			return topic.success && !resting.has(topicKey(topic.data))
				? [topic.data]
				: [];
		});
}

async function planFor(
	db: Db | Tx,
	accountId: string,
	{ now, windowMs }: { now: Date; windowMs: number },
): Promise<RefillPlan> {
	const account = await readAccountFacts(db, accountId);
	const from = addMs(now, SLOT_LEAD_MS);
	const to = addMs(now, windowMs);
	const slots = slotsBetween(account.slots, account.timeZone, from, to);
	const held = await listHeldSlots(db, accountId, {
		from,
		to,
		states: SLOT_STATES,
	});
	const taken = new Set(held.map((at) => at.getTime()));
	return planRefill({
		accountId,
		empty: slots.filter((at) => !taken.has(at.getTime())),
		runs: await listSlotRuns(db, accountId, { from, to }),
		topics: await topicsOf(db, account, now),
		niche: account.brand.niche,
	});
}

/** Starts the runs of a refill in one transaction. */
const startRefill = command({
	permission: "run:start",
	input: z.object({ accountId: z.uuid(), windowMs: z.int().positive() }),
	scope: (_, { accountId }) => ({ account: accountId }),
	run: async (context, { accountId, windowMs }) => {
		const { tx, now } = context;
		const started: Started[] = [];
		const audit: AuditEvent[] = [];
		const { start } = await planFor(tx, accountId, { now, windowMs });
		for (const refill of start) {
			const outcome = await startUnder(context, { accountId, ...refill });
			started.push(outcome.value);
			audit.push(...outcome.audit);
		}
		if (!isNonEmpty(audit))
			throw new AppError("conflict", "the slots were filled meanwhile");
		return { value: started, audit };
	},
});

export type Refilled = {
	accountId: string;
	handle: string;
	/** Empty slots for which a run was started just now. */
	started: string[];
	/** Runs for empty slots that were under way before. */
	underWay: string[];
	/** Empty slots left as they are: neither the sources nor a niche say what to write about. */
	topicless: number;
};

/**
 * Fills the empty slots of the next hours: starts one run for each, on one account or on every
 * active one. Doing it twice starts nothing twice.
 */
export async function refillQueue(
	ctx: Ctx,
	input: { windowHours: number; accountId?: string | undefined },
): Promise<Refilled[]> {
	const windowMs =
		z
			.number()
			.positive()
			.max(24 * 14)
			.parse(input.windowHours) * HOUR;
	const all = await listAccounts(ctx);
	const wanted = all.filter(({ id, state }) =>
		input.accountId ? id === input.accountId : state === "active",
	);
	if (input.accountId && wanted.length === 0)
		throw new AppError("not_found", "there is no such account");
	for (const { id } of wanted) await demand(ctx, "run:start", { account: id });
	const refilled: Refilled[] = [];
	for (const { id, handle } of wanted) {
		const now = await appNow(ctx.db);
		const plan = await planFor(ctx.db, id, { now, windowMs });
		const started =
			plan.start.length === 0
				? []
				: await startRefill(ctx, { accountId: id, windowMs });
		refilled.push({
			accountId: id,
			handle,
			started: started.filter((run) => run.created).map(({ runId }) => runId),
			underWay: plan.underWay,
			topicless: plan.topicless,
		});
	}
	return refilled;
}
