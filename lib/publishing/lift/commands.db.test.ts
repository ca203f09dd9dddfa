import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ctx } from "@/lib/command";
import { HOUR, MINUTE } from "@/lib/core/time";
import { setHalt } from "@/lib/governance/stops/commands";
import { expirePosts } from "@/lib/publishing/publish/commands-expire";
import { listDuePosts } from "@/lib/publishing/publish/due";
import { publishDuePost } from "@/lib/publishing/publish/publish";
import { holdPost } from "@/lib/publishing/queue/commands-hold";
import {
	createStage,
	liveOf,
	type Stage,
	stateOf,
} from "@/lib/publishing/testing/stage";
import { latch } from "@/lib/publishing/testing/timing";
import { liftHalt } from "./commands";
import { describeLifted } from "./model";
import { previewLift } from "./views";

let stage: Stage;
beforeAll(async () => {
	stage = await createStage();
});
afterAll(() => stage.close());

const reason = "a drill";

/** What a worker does at this moment: everything that is due, each once. */
async function work(): Promise<string[]> {
	const due = await listDuePosts(stage.worker.db, await stage.now(), 0);
	for (const { id } of due)
		await publishDuePost(stage.worker, id, stage.deps());
	return due.map(({ id }) => id);
}

/** An account in an open window whose halt has held posts with slots of so many minutes ago. */
async function halted(agoMinutes: readonly number[]) {
	const account = await stage.connected();
	await stage.open(account.id);
	const { haltId } = await setHalt(stage.operator, {
		accountId: account.id,
		reason,
	});
	const span = Math.max(0, ...agoMinutes);
	const posts: string[] = [];
	for (const ago of agoMinutes)
		posts.push(await stage.post(account.id, { inMs: (span - ago) * MINUTE }));
	await stage.pass(span * MINUTE);
	await work();
	for (const id of posts)
		expect(await stateOf(stage, id)).toMatchObject({ state: "held" });
	return { account, haltId, posts };
}

const lift = async (
	haltId: string,
	choice: Omit<Parameters<typeof liftHalt>[1], "haltId" | "reason"> = {},
	who: Ctx = stage.ownerRole,
) => liftHalt(await stage.fresh(who), { haltId, reason, ...choice });

const auditOf = (postId: string, action: string) =>
	stage.db.auditEvent.findMany({
		where: { subjectId: postId, action },
		orderBy: { seq: "desc" },
	});

describe("shift", () => {
	test("five missed posts go out one by one, never closer than the spacing", async () => {
		const { account, haltId, posts } = await halted([50, 40, 30, 20, 10]);
		const lifted = await lift(haltId);
		expect(lifted.released.map(({ postId }) => postId)).toEqual(posts);
		const start = Date.parse(lifted.liftedAt);
		expect(lifted.released.map(({ at }) => Date.parse(at) - start)).toEqual(
			[0, 15, 30, 45, 60].map((minutes) => minutes * MINUTE),
		);
		for (let minutes = 0; minutes <= 75; minutes += 5) {
			expect((await work()).length).toBeLessThanOrEqual(1);
			await stage.pass(5 * MINUTE);
		}
		const attempts = await stage.db.attempt.findMany({
			where: { accountId: account.id, outcome: "published" },
			orderBy: { startedAt: "asc" },
		});
		expect(attempts.map(({ postId }) => postId)).toEqual(posts);
		const times = attempts.map(({ startedAt }) => startedAt.getTime());
		for (const [n, at] of times.entries())
			if (n > 0)
				// The clock runs on between the claim and the call: seconds of it are no spacing lost.
				expect(at - (times[n - 1] ?? 0)).toBeGreaterThan(14 * MINUTE);
		expect(await liveOf(stage, account.igId)).toHaveLength(5);
	});

	test("the slot and the approval are kept, and each release is in the log", async () => {
		const { haltId, posts } = await halted([20, 10]);
		const before = await Promise.all(posts.map((id) => stateOf(stage, id)));
		await lift(haltId, { spacingMinutes: 30 });
		for (const [n, id] of posts.entries()) {
			const post = await stateOf(stage, id);
			expect(post).toMatchObject({
				state: "queued",
				slotAt: before[n]?.slotAt,
				digest: before[n]?.digest,
				heldWhy: [],
			});
			expect(await auditOf(id, "post.release")).toMatchObject([
				{ facts: { haltId, missed: "shift", spacingMinutes: 30 } },
			]);
		}
	});

	test("what would come too late for its approval stays held, and the team is told", async () => {
		const { haltId, posts } = await halted([355, 350, 10]);
		const [first, late, recent] = posts;
		const lifted = await lift(haltId);
		expect(lifted.released.map(({ postId }) => postId)).toEqual([
			first,
			recent,
		]);
		expect(lifted.waiting).toMatchObject([{ postId: late }]);
		expect(await stateOf(stage, late ?? "")).toMatchObject({
			state: "held",
			heldWhy: [{ kind: "missed_slot" }],
		});
		const told = await stage.db.outboxMessage.findFirstOrThrow({
			where: { dedupeKey: `halt.lift:${haltId}` },
		});
		expect(told.text).toMatch(
			/Still held.*\(1 post\): @stage_\d+ "Post \d+"\.$/,
		);
		await stage.pass(HOUR);
		await expirePosts(stage.worker);
		expect(await stateOf(stage, late ?? "")).toMatchObject({
			state: "expired",
		});
	});

	test("a second halt and its lift keep away from what the first one planned", async () => {
		const { account, haltId, posts } = await halted([20, 10]);
		await lift(haltId);
		const again = await setHalt(stage.operator, {
			accountId: account.id,
			reason,
		});
		await work();
		const lifted = await lift(again.haltId);
		expect(lifted.released.map(({ postId }) => postId)).toEqual([posts[0]]);
		const planned = await stateOf(stage, posts[1] ?? "");
		const gap =
			Date.parse(lifted.released[0]?.at ?? "") -
			(planned.nextAttemptAt?.getTime() ?? 0);
		expect(Math.abs(gap)).toBeGreaterThanOrEqual(15 * MINUTE);
	});
});

test("skip: they expire, and say why", async () => {
	const { account, haltId, posts } = await halted([20, 10]);
	const lifted = await lift(haltId, { missed: "skip" });
	expect(lifted.skipped.map(({ postId }) => postId).sort()).toEqual(
		[...posts].sort(),
	);
	for (const id of posts) {
		expect(await stateOf(stage, id)).toMatchObject({
			state: "expired",
			fault: `skipped: its slot passed while publishing was halted (${reason})`,
		});
		expect(await auditOf(id, "post.expire")).toHaveLength(1);
	}
	expect(await work()).toEqual([]);
	expect(await liveOf(stage, account.igId)).toEqual([]);
});

test("ask: they stay held for a person; a later lift does not take that decision", async () => {
	const { account, haltId, posts } = await halted([20, 10]);
	const lifted = await lift(haltId, { missed: "ask" });
	expect(lifted.waiting).toHaveLength(2);
	const again = await setHalt(stage.operator, {
		accountId: account.id,
		reason,
	});
	expect(await lift(again.haltId)).toMatchObject({ released: [], waiting: [] });
	for (const id of posts)
		expect(await stateOf(stage, id)).toMatchObject({ state: "held" });
});

test("a second standing halt: nothing is released yet, and the answer says so", async () => {
	const { haltId, posts } = await halted([20, 10]);
	const everywhere = await setHalt(stage.operator, { reason });
	const lifted = await lift(haltId);
	const { account: handle } = lifted.stillHalted[0] ?? {};
	expect(lifted).toMatchObject({
		released: [],
		skipped: [],
		waiting: [],
		stillHalted: [{ posts: 2 }],
	});
	expect(describeLifted(lifted)).toEqual([
		`another halt still stands on @${handle}: none of 2 posts is released there yet`,
	]);
	const preview = await previewLift(stage.ownerRole, {
		haltId: everywhere.haltId,
	});
	expect(preview).toMatchObject({ posts: 2, stillHalted: [] });
	const last = await lift(everywhere.haltId);
	expect(last.released.map(({ postId }) => postId)).toEqual(posts);
});

test("what something else holds too is left alone, and the preview counts what the lift does", async () => {
	const { account, haltId, posts } = await halted([355, 350, 10]);
	const byHand = await stage.post(account.id);
	await holdPost(stage.operator, { postId: byHand, reason: "not yet" });
	const preview = await previewLift(stage.operator, { haltId });
	expect(preview).toMatchObject({
		posts: 3,
		choices: {
			shift: { released: 2, skipped: 0, waiting: 1 },
			skip: { released: 0, skipped: 3, waiting: 0 },
			ask: { released: 0, skipped: 0, waiting: 3 },
		},
	});
	const lifted = await lift(haltId);
	expect(lifted.released).toHaveLength(2);
	expect(lifted.released.at(-1)?.at.slice(0, 16)).toBe(
		preview?.choices.shift.lastAt?.slice(0, 16),
	);
	expect(await stateOf(stage, byHand)).toMatchObject({ state: "held" });
	expect(posts).not.toContain(byHand);
	expect(await previewLift(stage.operator, { haltId })).toBeNull();
});

test("who may not lift changes nothing, and a halt is lifted once", async () => {
	const { haltId, posts } = await halted([10]);
	await expect(lift(haltId, {}, stage.compliance)).rejects.toMatchObject({
		code: "forbidden",
	});
	expect(await stateOf(stage, posts[0] ?? "")).toMatchObject({
		state: "held",
	});
	const twice = await Promise.allSettled([lift(haltId), lift(haltId)]);
	expect(twice.map(({ status }) => status).sort()).toEqual([
		"fulfilled",
		"rejected",
	]);
	expect(await auditOf(posts[0] ?? "", "post.release")).toHaveLength(1);
});

test("a post that a worker is just holding for the halt is not forgotten by the lift", async () => {
	const account = await stage.connected();
	await stage.open(account.id);
	const { haltId } = await setHalt(stage.operator, {
		accountId: account.id,
		reason,
	});
	const postId = await stage.post(account.id);
	const locked = latch();
	const go = latch();
	const blocker = stage.owner.$transaction(async (tx) => {
		await tx.$queryRaw`SELECT id FROM post WHERE id = ${postId}::uuid FOR UPDATE`;
		locked.open();
		await go.opened;
	});
	await locked.opened;
	const holding = publishDuePost(stage.worker, postId, stage.deps());
	await waitingForLocks(1);
	let isLifted = false;
	const lifting = lift(haltId).finally(() => {
		isLifted = true;
	});
	await waitingForLocks(2, () => isLifted);
	go.open();
	await blocker;
	expect(await holding).toMatchObject({ kind: "held" });
	expect((await lifting).released).toMatchObject([{ postId }]);
	expect(await stateOf(stage, postId)).toMatchObject({ state: "queued" });
});

/** Until so many sessions wait for a lock, or there is no point in waiting. */
async function waitingForLocks(count: number, isOver = () => false) {
	for (;;) {
		const [row] = await stage.owner.$queryRaw<{ waiting: bigint }[]>`
			SELECT count(*) AS waiting FROM pg_stat_activity
			WHERE datname = current_database() AND wait_event_type = 'Lock'`;
		if (isOver() || Number(row?.waiting) >= count) return;
	}
}
