import type { Ctx } from "@/lib/command";
import { createDb } from "@/lib/db/client";
import { setHalt } from "@/lib/governance/stops/commands";
import { closeWindow } from "@/lib/governance/windows/commands";
import { revokeGrant } from "@/lib/governance/windows/commands-grants";
import { publishDuePost } from "@/lib/publishing/publish/publish";
import type { Stage, TestAccount } from "./stage";
import { latch } from "./timing";

export const STOPS = ["close", "halt", "revoke"] as const;
export type Stop = (typeof STOPS)[number];

/** What came of stopping four workers in the middle of their work. */
export type Race = {
	stop: Stop;
	/** Posts whose `media_publish` began after the earliest moment of the stop's commit. */
	lateCalls: string[];
	/** From there to the beginning of the last such call; 0 without one. */
	gapMs: number;
	/** What the stopper was told. */
	named: string[];
	/** Intents that stand after the stop in the chain, whose order is that of the commits. */
	intentsAfter: number;
	/** Posts that were stopped on their way. */
	held: number;
};

const WORKERS = 4;

/** Four workers with connections of their own. */
export function fourWorkers(stage: Stage) {
	const workers = Array.from({ length: WORKERS }, (): Ctx => {
		const db = createDb(stage.urls.appUrl, { poolSize: 4 });
		return { ...stage.worker, db };
	});
	const disconnect = () =>
		Promise.all(workers.map(({ db }) => db.$disconnect()));
	return { workers, disconnect };
}

const reason = "a race";

/** Notes when a transaction has done its work: its commit is that moment or later. */
function timed(ctx: Ctx) {
	const commit = { from: Number.POSITIVE_INFINITY };
	const $transaction = (
		work: (tx: object) => Promise<unknown>,
		options: object,
	) =>
		ctx.db.$transaction(async (tx) => {
			const done = await work(tx);
			commit.from = performance.now();
			return done;
		}, options);
	const db = new Proxy(ctx.db, {
		get: (target, key) =>
			key === "$transaction" ? $transaction : Reflect.get(target, key),
	});
	return { ctx: { ...ctx, db }, commit };
}

/** @returns the calls that the stopper was told of, and the earliest moment of the stop's commit */
async function stopIt(stage: Stage, stop: Stop, windowId: string) {
	const { ctx: by, commit } = timed(await stage.fresh(stage.operator));
	const acts = {
		close: () => closeWindow(by, { windowId, reason }),
		halt: () => setHalt(by, { reason }),
		revoke: () =>
			revokeGrant(by, { windowId, reason, signal: "GOVERNANCE_APPROVED" }),
	};
	const { calls } = await acts[stop]();
	return { named: calls.map(({ postId }) => postId), stoppedAt: commit.from };
}

type Start = {
	accounts: readonly TestAccount[];
	stop: Stop;
	/** The stop is made as soon as so many calls are about to begin. */
	afterCalls: number;
	/** The last of them begins after the stop: a worker slow between intent and call. */
	lastWaits: boolean;
};

/**
 * One due post an account, each worker at its own in turn, and a stop in the middle.
 * Leaves nothing open behind it.
 */
export async function raceStop(
	stage: Stage,
	workers: readonly Ctx[],
	{ accounts, stop, afterCalls, lastWaits }: Start,
): Promise<Race> {
	const windowId = await stage.open(null);
	const posts: string[] = [];
	for (const { id } of accounts) posts.push(await stage.post(id));
	const begun: { postId: string; at: number }[] = [];
	let reached = 0;
	const { open: fire, opened: firing } = latch();
	const { open: stopped, opened: afterStop } = latch();
	// One post of the last worker is on its way, without an intent, when the stop comes.
	const slow = posts[workers.length - 1];
	const { open: arrive, opened: slowThere } = latch();
	const publish = (worker: Ctx, postId: string) => {
		const watched: typeof fetch = async (input, init) => {
			// The list of media is the last thing that is read before the intent.
			if (postId === slow && String(input).includes("/media?")) {
				arrive();
				await afterStop;
			}
			if (String(input).includes("/media_publish")) {
				if (++reached === afterCalls) {
					fire();
					if (lastWaits) await afterStop;
				}
				begun.push({ postId, at: performance.now() });
			}
			return fetch(input, init);
		};
		return publishDuePost(worker, postId, stage.deps({ fetch: watched }));
	};
	const all = Promise.all(
		workers.map(async (worker, w) => {
			let held = 0;
			for (const postId of posts.filter((_, n) => n % workers.length === w))
				if ((await publish(worker, postId)).kind === "held") held++;
			return held;
		}),
	);
	await Promise.all([firing, slowThere]);
	const { named, stoppedAt } = await stopIt(stage, stop, windowId);
	stopped();
	const held = await all;
	const late = begun.filter(({ at }) => at > stoppedAt);
	const intentsAfter = await countIntentsAfterStop(stage, posts);
	if (stop === "halt") await liftAll(stage);
	if (stop !== "close")
		await closeWindow(await stage.fresh(stage.operator), { windowId, reason });
	return {
		stop,
		lateCalls: late.map(({ postId }) => postId),
		gapMs: Math.max(0, ...late.map(({ at }) => at - stoppedAt)),
		named,
		intentsAfter,
		held: held.reduce((sum, each) => sum + each, 0),
	};
}

async function countIntentsAfterStop(
	stage: Stage,
	posts: readonly string[],
): Promise<number> {
	const stop = await stage.db.auditEvent.findFirstOrThrow({
		where: {
			action: { in: ["window.close", "halt.set", "window.revoke-grant"] },
		},
		orderBy: { seq: "desc" },
	});
	return stage.db.auditEvent.count({
		where: {
			action: "post.intent",
			subjectId: { in: [...posts] },
			seq: { gt: stop.seq },
		},
	});
}

const liftAll = async (stage: Stage) =>
	stage.owner.halt.updateMany({
		where: { liftedAt: null },
		data: { liftedAt: await stage.now(), liftedBy: "test" },
	});

/** The value below which so many percent of the sorted values lie. */
export function percentile(values: readonly number[], percent: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	const index = Math.ceil((percent / 100) * sorted.length) - 1;
	return sorted[Math.max(0, index)] ?? 0;
}
