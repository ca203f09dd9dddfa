import type { Ctx } from "@/lib/command";
import { MINUTE } from "@/lib/core/time";
import { publishDuePost } from "@/lib/publishing/publish/publish";
import { holdPost } from "@/lib/publishing/queue/commands-hold";
import type { Situation } from "./in-flight";
import { type Stage, stateOf, type TestAccount } from "./stage";
import { latch, onAnswer } from "./timing";

/** A post that has come to where the stop is to meet it, alone on its account. */
export type PlacedPost = {
	situation: Situation;
	account: TestAccount;
	postId: string;
	/** Lets the worker that has it go on, if one has; resolves when that worker is done. */
	goOn: () => Promise<unknown>;
};

/** Longer than any stop takes, the longest of which is a window's time. */
export const LATER_MS = 70 * MINUTE;

type Setting = { stage: Stage; account: TestAccount };

/** Brings a post of its own to every place of the table. */
export async function placePost(
	stage: Stage,
	situation: Situation,
	account: TestAccount,
): Promise<PlacedPost> {
	const inMs = situation === "queued, slot to come" ? LATER_MS : 0;
	const postId = await stage.post(account.id, { inMs });
	const goOn = await ways[situation]({ stage, account }, postId);
	return { situation, account, postId, goOn };
}

const nobody = async () => {};

/** Runs a worker until it stands still at a place, which `pausing` builds into its world. */
async function runTo(
	pausing: (pause: () => Promise<void>) => Parameters<typeof publishDuePost>,
): Promise<() => Promise<unknown>> {
	const reached = latch();
	const go = latch();
	const run = publishDuePost(
		...pausing(async () => {
			reached.open();
			await go.opened;
		}),
	);
	await Promise.race([reached.opened, run]);
	return () => {
		go.open();
		return run;
	};
}

const atAnswer =
	(path: string) =>
	({ stage }: Setting, postId: string) =>
		runTo((pause) => [stage.worker, postId, stage.deps(onAnswer(path, pause))]);

/** Stands still once the intent is committed, before anything is called. */
const afterIntent =
	(clock: () => () => number) =>
	({ stage }: Setting, postId: string) =>
		runTo((pause) => [
			pausingAfterIntent(stage.worker, pause),
			postId,
			stage.deps({ monotonicMs: clock() }),
		]);

function pausingAfterIntent(ctx: Ctx, pause: () => Promise<void>): Ctx {
	const db = new Proxy(ctx.db, {
		get(target, key) {
			if (key !== "$transaction") return Reflect.get(target, key);
			return async (work: never, options: never) => {
				const result: unknown = await target.$transaction(work, options);
				if (JSON.stringify(result).includes('"intended"')) await pause();
				return result;
			};
		},
	});
	return { ...ctx, db };
}

/** A clock that is late once, and then on time. */
const lateOnce = () => {
	let looks = 0;
	return () => (looks++ === 0 ? performance.now() + 2000 : 0);
};

const after =
	(fault: Parameters<Stage["fault"]>[1], state: string) =>
	async ({ stage, account }: Setting, postId: string) => {
		await stage.fault(account.igId, { count: 1, ...fault });
		await publishDuePost(stage.worker, postId, stage.deps());
		const post = await stateOf(stage, postId);
		if (post.state !== state)
			throw new Error(`the post is ${post.state}, not ${state}`);
		return nobody;
	};

const ways: Record<
	Situation,
	(setting: Setting, postId: string) => Promise<() => Promise<unknown>>
> = {
	"queued, slot to come": async () => nobody,
	"queued, due": async () => nobody,
	"queued, for another try": after(
		{ kind: "http_500_html", route: "create" },
		"queued",
	),
	"queued, told to wait": after(
		{ kind: "graph_error", route: "create", params: { code: 4 } },
		"queued",
	),
	claimed: atAnswer("/media"),
	container_ready: atAnswer("/media?"),
	"publishing, call not begun, 1 s over": afterIntent(lateOnce),
	"publishing, call not begun, within 1 s": afterIntent(() => () => 0),
	"publishing, call begun": atAnswer("/media_publish"),
	"unknown, it is out": after({ kind: "publish_ok_then_reset" }, "unknown"),
	"unknown, it is not out": after(
		{ kind: "reset", route: "publish" },
		"unknown",
	),
	held: async ({ stage }, postId) => {
		await holdPost(stage.operator, { postId, reason: "not yet" });
		return nobody;
	},
	simulated: async ({ stage }, postId) => {
		const { environment, ...deps } = stage.deps();
		await publishDuePost(stage.worker, postId, {
			...deps,
			environment: { ...environment, locked: true },
		});
		return nobody;
	},
	failed: after(
		{
			kind: "graph_error",
			route: "publish",
			params: { code: 100, subcode: 2207023 },
		},
		"failed",
	),
};
