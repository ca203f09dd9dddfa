import { expect } from "vitest";
import { HOUR, MINUTE } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import type { PostState } from "@/lib/publishing/post/model";
import { expirePosts } from "@/lib/publishing/publish/commands-expire";
import { listDuePosts } from "@/lib/publishing/publish/due";
import { publishDuePost } from "@/lib/publishing/publish/publish";
import { reconcileUnknown } from "@/lib/publishing/reconcile/reconcile";
import { Killer, untilDeath } from "./crash";
import { CAPTION, type Trouble } from "./faults";
import { liveOf, type Stage, stateOf, type TestAccount } from "./stage";

export type PublishCase = { account: TestAccount; postId: string };

const AT_ONCE = 6;

/** Runs `work` for every item, a few at a time. */
async function each<T, R>(
	items: readonly T[],
	work: (item: T) => Promise<R>,
): Promise<R[]> {
	const results: R[] = [];
	const queue = items.entries();
	const run = async () => {
		for (const [index, item] of queue) results[index] = await work(item);
	};
	await Promise.all(Array.from({ length: AT_ONCE }, run));
	return results;
}

/** A post that is due, on an account of its own. */
export async function beginCase(stage: Stage): Promise<PublishCase> {
	const account = await stage.connected();
	const postId = await stage.post(account.id, { caption: CAPTION });
	return { account, postId };
}

/** Publishes with a worker that dies at its n-th step. */
async function dieAt(
	stage: Stage,
	life: PublishCase,
	{ n, patience }: { n: number; patience: Trouble["patience"] },
): Promise<Killer> {
	const killer = new Killer(n);
	const deps = stage.deps({
		...patience,
		// A gate that is asked again would be a step more.
		monotonicMs: () => 0,
		fetch: killer.fetch,
	});
	const ctx = killer.ctx(stage.worker);
	await untilDeath(publishDuePost(ctx, life.postId, killer.deps(deps)));
	return killer;
}

const TERMINAL: readonly PostState[] = [
	"published",
	"failed",
	"expired",
	"needs_human",
];
const PASSES_MS = [
	...Array.from({ length: 5 }, () => 3 * MINUTE),
	15 * MINUTE,
	...Array.from({ length: 6 }, () => HOUR),
];

/** Lets leases run out and healthy workers finish everything. Returns what never ended. */
export async function recover(
	stage: Stage,
	lives: readonly PublishCase[],
	passesMs: readonly number[] = PASSES_MS,
): Promise<string[]> {
	const deps = stage.deps();
	let open = lives.map(({ postId }) => postId);
	for (const ms of passesMs) {
		if (open.length === 0) break;
		await stage.pass(ms);
		await expirePosts(stage.worker);
		await reconcileUnknown(stage.worker, deps);
		const due = await listDuePosts(stage.db, await appNow(stage.db), 0);
		await each(due, ({ id }) => publishDuePost(stage.worker, id, deps));
		const rows = await stage.db.post.findMany({
			where: { id: { in: open }, state: { notIn: [...TERMINAL] } },
			select: { id: true },
		});
		open = rows.map(({ id }) => id);
	}
	return open;
}

type End = {
	state: PostState;
	mediaId: string | null;
	live: string[];
	attempts: string;
};

export async function endOf(
	stage: Stage,
	{ account, postId }: PublishCase,
): Promise<End> {
	const { state, mediaId } = await stateOf(stage, postId);
	const live = await liveOf(stage, account.igId);
	const rows = await stage.db.attempt.findMany({
		where: { postId },
		orderBy: { finishedAt: "asc" },
	});
	const attempts = rows.map(({ outcome }) => outcome).join(" ");
	return { state, mediaId, live, attempts };
}

/** At most once, and known: only of a post that waits for a person it is not known whether it is live. */
export function isUntrue({ state, mediaId, live }: End): boolean {
	if (live.length > 1) return true;
	if (state === "published") return live[0] !== mediaId;
	return state !== "needs_human" && live.length > 0;
}

/** Counted faults that have not struck an account yet. */
async function faultsLeft(stage: Stage, { igId }: TestAccount) {
	const { faults } = await stage.emulator.readState();
	return faults.filter((one) => one.igId === igId && one.remaining !== null);
}

/**
 * Ends a worker at every step of a whole run, each time on a post of its own, and lets healthy workers take over.
 * Until the claim is committed a death leaves nothing behind, so those workers die one after another at one post.
 */
export async function killEverywhere(
	stage: Stage,
	trouble: Trouble,
): Promise<{ ends: End[]; deaths: number }> {
	const { faults, patience, passesMs } = trouble;
	const begin = async () => {
		const life = await beginCase(stage);
		for (const fault of faults) await stage.fault(life.account.igId, fault);
		return life;
	};
	const whole = await begin();
	const { steps } = await dieAt(stage, whole, { n: Infinity, patience });
	expect(await faultsLeft(stage, whole.account)).toEqual([]);

	const first = await begin();
	let claimed = 0;
	for (; (await stateOf(stage, first.postId)).fence === 0; claimed++)
		await dieAt(stage, first, { n: claimed, patience });
	const rest = Array.from({ length: steps - claimed }, (_, n) => n + claimed);
	const killed = await each(rest, async (n) => {
		const life = await begin();
		const { dead } = await dieAt(stage, life, { n, patience });
		return { ...life, n, dead };
	});
	expect(killed.filter(({ dead }) => !dead)).toEqual([]);

	if (faults.some(({ count }) => count === undefined))
		await stage.emulator.clearFaults();
	const lives = [whole, first, ...killed];
	expect(await recover(stage, lives, passesMs)).toEqual([]);
	const ends = await each(lives, (life) => endOf(stage, life));
	return { ends, deaths: steps };
}
