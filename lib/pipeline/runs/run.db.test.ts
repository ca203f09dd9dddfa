import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { listAssets } from "@/lib/content/views";
import { AppError } from "@/lib/core/errors";
import { RUN_STATES, STAGE_STATES, STAGES } from "@/lib/pipeline/model";
import {
	newAccount,
	openPipelineStage,
	type PipelineStage,
} from "@/lib/pipeline/testing/stage";
import { advanceRun } from "./advance";
import { cancelRun, resumeRun, startRun } from "./commands";
import { rerunStage } from "./commands-rerun";
import { runToEnd, takeOldestRun } from "./to-end";
import { listRuns, readRun, runProgress } from "./views";

let room: PipelineStage;
beforeAll(async () => {
	room = await openPipelineStage();
});
beforeEach(() => {
	room.calls.length = 0;
});
afterAll(() => room.close());

const start = async (topic = "ai productivity") => {
	const accountId = await newAccount(room);
	const { runId } = await startRun(room.worker, {
		accountId,
		topic,
		dedupe: "new",
	});
	return { accountId, runId };
};
const postsOf = (runId: string) => room.db.post.findMany({ where: { runId } });

test("a run goes from a feed to a queued post, and everything it made says where it comes from", async () => {
	const { runId, accountId } = await start();
	const end = await runToEnd(room.worker, runId, { deps: room.deps });
	const run = await readRun(room.worker, runId);
	expect(end, JSON.stringify(run, null, 1)).toMatchObject({
		state: "succeeded",
	});
	expect(run.stages.map(({ name, state }) => [name, state])).toEqual(
		STAGES.map((stage) => [stage, "succeeded"]),
	);
	for (const stage of run.stages) {
		expect(stage.tookMs).toBeGreaterThanOrEqual(0);
		expect(stage.input).not.toBeNull();
		expect(stage.output).not.toBeNull();
	}
	const [post] = await postsOf(runId);
	expect(post).toMatchObject({
		state: "queued",
		accountId,
		topic: "ai productivity",
	});
	expect(post?.caption).toMatch(/#/);
	const assets = await listAssets(room.worker, { runId });
	expect(assets.map(({ kind, modelId }) => [kind, modelId])).toEqual([
		["draft", "builtin/template@1"],
		["image", "builtin/render@1"],
	]);
	const titles = assets[0]?.sourceSignals.map(({ title }) => title);
	expect(titles?.[0]).toBe("ai productivity");
	expect(titles).toContain("AI productivity tools that write the minutes");
	expect(titles).not.toContain("Football final goes to penalties");
	expect(post?.mediaSha256).toEqual([assets[1]?.sha256]);
	expect(room.calls).toEqual(["readFeed", "draft", "render", "put"]);
	const actions = await room.db.auditEvent.findMany({
		where: { subjectId: runId },
		orderBy: { seq: "asc" },
	});
	expect(actions[0]?.action).toBe("run.start");
	expect(actions.at(-1)?.action).toBe("run.finish");
	expect(actions.filter(({ action }) => action === "run.stage")).toHaveLength(
		12,
	);
	const usage = await room.db.usageEvent.findMany({ where: { runId } });
	expect(usage.map(({ sku }) => sku).sort()).toEqual([
		"llm.input",
		"llm.output",
		"render.cpu_second",
		"storage.gb_month",
	]);
});

test("one run per account, topic and local day, however the topic is spelled; a new one when asked", async () => {
	const accountId = await newAccount(room);
	const one = await startRun(room.worker, { accountId, topic: "AI  notes" });
	const two = await startRun(room.worker, { accountId, topic: " ai notes " });
	expect(two).toEqual({ runId: one.runId, state: "queued", created: false });
	const both = await Promise.all([
		startRun(room.worker, { accountId, topic: "other" }),
		startRun(room.worker, { accountId, topic: "other" }),
	]);
	expect(both.map(({ created }) => created).sort()).toEqual([false, true]);
	const three = await startRun(room.worker, {
		accountId,
		topic: "ai notes",
		dedupe: "new",
	});
	expect(three.created).toBe(true);
	expect(
		await takeOldestRun(room.worker, { accountId, topic: "AI NOTES" }),
	).toMatchObject({
		runId: one.runId,
		created: false,
	});
	expect(await listRuns(room.worker, { accountId })).toHaveLength(3);
});

test("a permanent failure ends the run at once with its sentence; resumed, it goes on there", async () => {
	const { runId, accountId } = await start();
	const refusing = {
		...room.deps,
		text: {
			...room.deps.text,
			draft: async () => {
				throw new AppError("refused", "the model refuses to write this draft", {
					usage: { inputTokens: 120, outputTokens: 3, estimated: false },
				});
			},
		},
	};
	const end = await advanceRun(room.worker, runId, { deps: refusing });
	expect(end).toMatchObject({
		state: "failed",
		fault: "the model refuses to write this draft",
	});
	const charged = await room.db.usageEvent.findMany({ where: { runId } });
	expect(charged.map(({ quantity }) => Number(quantity)).sort()).toEqual([
		120, 3,
	]);
	await resumeRun(room.worker, { runId });
	room.calls.length = 0;
	expect(
		await takeOldestRun(room.worker, { accountId, topic: "ai productivity" }),
	).toMatchObject({ runId });
	await runToEnd(room.worker, runId, { deps: room.deps });
	expect(room.calls).toEqual(["draft", "render", "put"]);
	expect(await postsOf(runId)).toHaveLength(1);
});

test("a transient failure waits and is tried again, five times at most", async () => {
	const { runId } = await start();
	let tries = 0;
	const failing = {
		...room.deps,
		render: async () => {
			tries += 1;
			throw new Error("the drawing board is out");
		},
	};
	for (let turn = 1; turn <= 5; turn += 1) {
		const stands = await advanceRun(room.worker, runId, { deps: failing });
		expect(stands.kind).toBe(turn < 5 ? "waiting" : "ended");
		expect(
			await advanceRun(room.worker, runId, { deps: failing }),
		).toMatchObject(turn < 5 ? { kind: "waiting" } : { state: "failed" });
		// Instead of waiting: the next try is due.
		await room.db.run.update({
			where: { id: runId },
			data: { nextAttemptAt: new Date(0) },
		});
	}
	expect(tries).toBe(5);
	expect(room.calls.filter((call) => call === "draft")).toHaveLength(1);
	expect((await runProgress(room.worker, runId)).fault).toBe(
		"the drawing board is out",
	);
});

test("a re-run stage takes those after it along; after a post it happens in a run of its own", async () => {
	const { runId } = await start();
	await runToEnd(room.worker, runId, { deps: room.deps });
	const before = await readRun(room.worker, runId);
	const again = await rerunStage(room.worker, { runId, stage: "draft" });
	expect(again.forked).toBe(true);
	room.calls.length = 0;
	await runToEnd(room.worker, again.runId, { deps: room.deps });
	expect(room.calls).toEqual(["draft", "render", "put"]);
	const [first] = await postsOf(runId);
	const [second] = await postsOf(again.runId);
	const [draft] = await listAssets(room.worker, { runId });
	const [redraft] = await listAssets(room.worker, { runId: again.runId });
	expect(redraft).toMatchObject({ kind: "draft" });
	expect(redraft?.id).not.toBe(draft?.id);
	expect(second?.slotAt).not.toEqual(first?.slotAt);
	expect(await readRun(room.worker, runId)).toEqual(before);
});

test("a late stage run again after a post is judged anew, beside that post", async () => {
	const { runId, accountId } = await start();
	await runToEnd(room.worker, runId, { deps: room.deps });
	const [first] = await postsOf(runId);
	expect(first).toMatchObject({ moderation: "pass" });
	for (const stage of ["render", "enqueue"] as const) {
		const again = await rerunStage(room.worker, { runId, stage });
		expect(again.forked).toBe(true);
		await runToEnd(room.worker, again.runId, { deps: room.deps });
		const judged = await readRun(room.worker, again.runId);
		const moderate = judged.stages.find(({ name }) => name === "moderate");
		expect(JSON.stringify(moderate?.output)).toContain("duplicate");
		for (const post of await postsOf(again.runId))
			expect(post.moderation).toBe("hold");
	}
	const clean = await room.db.post.count({
		where: { accountId, moderation: "pass" },
	});
	expect(clean).toBe(1);
});

test("a failed run's earlier stage can be run again", async () => {
	const { runId } = await start();
	const failing = {
		...room.deps,
		render: async () => {
			throw new AppError("misconfigured", "no fonts");
		},
	};
	await advanceRun(room.worker, runId, { deps: failing });
	expect(await rerunStage(room.worker, { runId, stage: "plan" })).toEqual({
		runId,
		forked: false,
	});
	await expect(
		rerunStage(room.worker, { runId, stage: "render" }),
	).rejects.toMatchObject({ code: "conflict" });
	room.calls.length = 0;
	await runToEnd(room.worker, runId, { deps: room.deps });
	expect(room.calls).toEqual(["draft", "render", "put"]);
});

test("a failed run's late stage run again is judged beside the post that came meanwhile", async () => {
	const { runId, accountId } = await start();
	const drafts: Awaited<ReturnType<typeof room.deps.text.draft>>[] = [];
	// Every draft says what the first one said.
	const text: typeof room.deps.text = {
		...room.deps.text,
		draft: async (...given) => {
			drafts.push(drafts[0] ?? (await room.deps.text.draft(...given)));
			return drafts[0] ?? room.deps.text.draft(...given);
		},
	};
	const deps = { ...room.deps, text };
	const render = async () => {
		throw new AppError("misconfigured", "no fonts");
	};
	await runToEnd(room.worker, runId, { deps: { ...deps, render } });
	const other = await startRun(room.worker, {
		accountId,
		topic: "ai productivity",
		dedupe: "new",
	});
	await runToEnd(room.worker, other.runId, { deps });
	expect(await postsOf(other.runId)).toMatchObject([{ moderation: "pass" }]);

	const again = await rerunStage(room.worker, { runId, stage: "render" });
	expect(again.forked).toBe(false);
	await runToEnd(room.worker, runId, { deps });
	expect(await postsOf(runId)).toMatchObject([
		{ moderation: "hold", moderationNotes: [{ rule: "near_duplicate" }] },
	]);
});

test("a cancelled run saves nothing more", async () => {
	const { runId } = await start();
	const cancelling = {
		...room.deps,
		text: {
			...room.deps.text,
			draft: async (...given: Parameters<typeof room.deps.text.draft>) => {
				await cancelRun(room.worker, { runId, reason: "not today" });
				return room.deps.text.draft(...given);
			},
		},
	};
	const end = await advanceRun(room.worker, runId, { deps: cancelling });
	expect(end).toMatchObject({ kind: "ended", state: "cancelled" });
	expect(await listAssets(room.worker, { runId })).toEqual([]);
	await expect(
		cancelRun(room.worker, { runId, reason: "again" }),
	).rejects.toMatchObject({ code: "conflict" });
});

test("the states are those of the database", async () => {
	const enums = await room.db.$queryRaw<{ run: string[]; stage: string[] }[]>`
		SELECT enum_range(NULL::run_state)::text[] AS run,
			enum_range(NULL::stage_state)::text[] AS stage`;
	expect(enums).toEqual([{ run: [...RUN_STATES], stage: [...STAGE_STATES] }]);
});
