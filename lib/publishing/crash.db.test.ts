import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { MINUTE } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import { expirePosts } from "@/lib/publishing/commands-expire";
import { listDuePosts } from "@/lib/publishing/due";
import type { PostState } from "@/lib/publishing/model";
import { publishDuePost } from "@/lib/publishing/publish";
import { lookInto, reconcileUnknown } from "@/lib/publishing/reconcile";
import { Crash, type Grain, Killer } from "./test-crash";
import {
	createStage,
	liveOf,
	type Stage,
	stateOf,
	type TestAccount,
} from "./test-stage";

let stage: Stage;
beforeAll(async () => {
	stage = await createStage();
}, 60_000);
// Recovery runs through more hours than one window lasts.
beforeEach(async () => {
	await stage.open(null);
});
afterAll(() => stage.close());

type Fault = Parameters<Stage["fault"]>[1];
type Job = {
	account: TestAccount;
	postId: string;
	steps: number;
	crashed: boolean;
};

const CALL_TIMEOUT_MS = 250;
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

/** A due post whose worker is killed at its n-th step. */
async function killedAt(
	n: number,
	grain: Grain,
	faults: readonly Fault[],
): Promise<Job> {
	const account = await stage.connected();
	const postId = await stage.post(account.id);
	for (const fault of faults) await stage.fault(account.igId, fault);
	const killer = new Killer(n, grain);
	const deps = stage.deps({
		callTimeoutMs: CALL_TIMEOUT_MS,
		fetch: killer.fetch,
	});
	const run = publishDuePost(
		killer.ctx(stage.worker),
		postId,
		stage.deps({ ...deps, ...killer.deps(deps) }),
	);
	const crashed = await run.then(
		() => false,
		(error: unknown) => {
			if (error instanceof Crash) return true;
			throw error;
		},
	);
	return { account, postId, steps: killer.steps, crashed };
}

const TERMINAL: readonly PostState[] = [
	"published",
	"failed",
	"expired",
	"needs_human",
];

/** Lets leases run out and healthy workers finish everything. Returns what never ended. */
async function recover(jobs: readonly Job[]): Promise<string[]> {
	const deps = stage.deps({ callTimeoutMs: 5000 });
	let open = jobs.map(({ postId }) => postId);
	for (let round = 0; round < 45 && open.length > 0; round++) {
		await stage.pass(round < 8 ? 3 * MINUTE : 60 * MINUTE);
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

type End = { n: number; state: PostState; live: number; attempts: string };

async function endOf(job: Job, n: number): Promise<End> {
	const post = await stateOf(stage, job.postId);
	const live = await liveOf(stage, job.account.igId);
	if (post.state === "published") expect(live).toEqual([post.mediaId]);
	const attempts = await stage.db.attempt.findMany({
		where: { postId: job.postId },
		orderBy: { finishedAt: "asc" },
	});
	return {
		n,
		state: post.state,
		live: live.length,
		attempts: attempts.map(({ outcome }) => outcome).join(" "),
	};
}

/** The number of steps of a run that nobody kills. */
async function countSteps(grain: Grain, faults: readonly Fault[]) {
	const job = await killedAt(Number.POSITIVE_INFINITY, grain, faults);
	expect(job.crashed).toBe(false);
	return job;
}

async function killEverywhere(
	grain: Grain,
	faults: readonly Fault[],
): Promise<End[]> {
	const whole = await countSteps(grain, faults);
	const points = Array.from({ length: whole.steps }, (_, n) => n);
	const jobs = await each(points, (n) => killedAt(n, grain, faults));
	// Reading the permalink ends the run whether or not it is killed there; at all other points it died.
	expect(jobs.filter(({ crashed }) => !crashed).length).toBeLessThanOrEqual(3);
	const all = [...jobs, whole];
	await stage.emulator.clearFaults();
	expect(await recover(all)).toEqual([]);
	return each(
		all.map((job, n) => ({ job, n })),
		({ job, n }) => endOf(job, n),
	);
}

const untrue = ({ state, live }: End): boolean =>
	live > 1 || (state === "published") !== (live === 1);

test("killed at every statement: each post ends live once, and known to be", async () => {
	const ends = await killEverywhere("statements", []);
	expect(ends.length).toBeGreaterThan(60);
	expect(ends.filter(untrue)).toEqual([]);
	expect(ends.filter(({ state }) => state !== "published")).toEqual([]);
}, 180_000);

const FAULTS: [string, Fault[]][] = [
	[
		"succeeds but answers 4/2207051",
		[{ kind: "publish_ok_then_spam_error", count: 1 }],
	],
	[
		"succeeds but cuts the connection",
		[{ kind: "publish_ok_then_reset", count: 1 }],
	],
	[
		"succeeds after our timeout",
		[{ kind: "publish_ok_after_delay", count: 1, params: { delayMs: 500 } }],
	],
	[
		"answers HTML 500 to the call",
		[{ kind: "http_500_html", route: "publish", count: 1 }],
	],
	[
		"answers HTML 500 to everything, twice",
		[{ kind: "http_500_html", count: 2 }],
	],
	[
		"cannot read fresh containers",
		[{ kind: "fresh_read_100_33", route: "container", count: 2 }],
	],
	[
		"fails the container",
		[{ kind: "container_error", count: 1, params: { subcode: 2207053 } }],
	],
	["leaves the container stuck", [{ kind: "container_stuck", count: 1 }]],
	["revokes the token for a moment", [{ kind: "token_revoked", count: 1 }]],
	[
		"restricts the account for a moment",
		[{ kind: "account_restricted", route: "publish", count: 1 }],
	],
	[
		"shows a foreign post at the same moment",
		[
			{ kind: "foreign_post", count: 1 },
			{ kind: "publish_ok_then_reset", count: 1 },
		],
	],
];

test.each(FAULTS)(
	"killed at every call and commit while the platform %s",
	async (_, faults) => {
		const ends = await killEverywhere("commits", faults);
		expect(ends.length).toBeGreaterThan(10);
		expect(ends.filter(untrue)).toEqual([]);
		expect(ends.filter(({ state }) => state === "needs_human")).toEqual([]);
	},
	120_000,
);

const DOUBTS: [string, Fault][] = [
	["found", { kind: "publish_ok_then_reset", count: 1 }],
	["sent again", { kind: "http_500_html", route: "publish", count: 1 }],
];

test.each(DOUBTS)(
	"killed at every statement of the look after which a post is %s",
	async (_, fault) => {
		const found = fault.kind === "publish_ok_then_reset";
		const doubtful = async (n: number) => {
			const job = await killedAt(Number.POSITIVE_INFINITY, "commits", [fault]);
			expect(await stateOf(stage, job.postId)).toMatchObject({
				state: "unknown",
			});
			return { ...job, killer: new Killer(n, "statements") };
		};
		const jobs = await each(
			Array.from({ length: 40 }, (_, n) => n),
			doubtful,
		);
		await stage.pass(30_000);
		if (!found)
			await each(jobs, ({ postId }) =>
				lookInto(stage.worker, postId, stage.deps()),
			);
		await stage.pass(90_000);
		const died = await each(jobs, ({ postId, killer }) =>
			lookInto(
				killer.ctx(stage.worker),
				postId,
				stage.deps({ fetch: killer.fetch }),
			).then(
				() => false,
				(error: unknown) => error instanceof Crash,
			),
		);
		expect(died.filter(Boolean).length).toBeGreaterThan(15);
		expect(await recover(jobs)).toEqual([]);
		const ends = await each(
			jobs.map((job, n) => ({ job, n })),
			({ job, n }) => endOf(job, n),
		);
		expect(ends.filter(untrue)).toEqual([]);
		expect(ends.filter(({ state }) => state !== "published")).toEqual([]);
	},
	120_000,
);
