import { afterAll, beforeAll, expect, test } from "vitest";
import { pauseAccount, resumeAccount } from "@/lib/accounts/commands";
import { SLOT_LEAD_MS } from "@/lib/accounts/model";
import type { Actor } from "@/lib/auth/actor";
import type { Role } from "@/lib/auth/permissions";
import { DAY, HOUR } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import { advanceRun } from "@/lib/pipeline/runs/advance";
import { cancelRun, resumeRun, startRun } from "@/lib/pipeline/runs/commands";
import { rerunStage } from "@/lib/pipeline/runs/commands-rerun";
import { listDueRuns, listRuns, readRun } from "@/lib/pipeline/runs/views";
import { addSource } from "@/lib/pipeline/sources/commands";
import { refreshSources } from "@/lib/pipeline/sources/refresh";
import {
	newAccount,
	openPipelineStage,
	type PipelineStage,
} from "@/lib/pipeline/testing/stage";
import { refillQueue } from "./refill";

let room: PipelineStage;
beforeAll(async () => {
	room = await openPipelineStage();
	await refreshSources(room.worker, { deps: room.deps });
});
afterAll(() => room.close());

const person = (role: Role, accountId: string | null): Actor => ({
	kind: "token",
	id: "01900000-0000-7000-8000-0000000000aa",
	name: "Vera",
	email: "vera@example.org",
	tokenId: "t",
	scopes: ["read", "work"],
	roles: [{ role, accountId }],
});
// A slot nearer than the lead is not filled: a day beyond it holds each slot once, at any time of day.
const DAY_OF_SLOTS = (DAY + SLOT_LEAD_MS) / HOUR;
const refill = (accountId: string) =>
	refillQueue(room.worker, { windowHours: DAY_OF_SLOTS, accountId });
const startedBy = (refilled: Awaited<ReturnType<typeof refill>>) =>
	refilled.flatMap(({ started }) => started);

test("every empty slot of the window gets one run and then one post; a second refill starts nothing", async () => {
	const accountId = await newAccount(room);
	expect(startedBy(await refill(accountId))).toHaveLength(3);
	expect(startedBy(await refill(accountId))).toEqual([]);
	const runs = await listRuns(room.worker, { accountId });
	expect(new Set(runs.map(({ slotAt }) => slotAt)).size).toBe(3);
	const due = await listDueRuns(room.db, await appNow(room.db));
	expect(due).toHaveLength(3);
	for (const runId of due)
		await advanceRun(room.worker, runId, { deps: room.deps });
	const posts = await room.db.post.findMany({ where: { accountId } });
	expect(posts.map(({ slotAt }) => slotAt.toISOString()).sort()).toEqual(
		runs.map(({ slotAt }) => slotAt ?? "").sort(),
	);
	expect(startedBy(await refill(accountId))).toEqual([]);
});

test("several refills at once start each run once", async () => {
	const accountId = await newAccount(room);
	const all = await Promise.allSettled([1, 2, 3].map(() => refill(accountId)));
	const started = all.flatMap((outcome) =>
		outcome.status === "fulfilled" ? startedBy(outcome.value) : [],
	);
	expect(started).toHaveLength(3);
	expect(await listRuns(room.worker, { accountId })).toHaveLength(3);
});

test("a slot whose run ended without a post gets another", async () => {
	const accountId = await newAccount(room, { slots: ["12:00"] });
	const [first] = startedBy(await refill(accountId));
	if (!first) throw new Error("a run was started");
	await cancelRun(room.worker, { runId: first, reason: "another topic" });
	const [second] = startedBy(await refill(accountId));
	expect(second).toBeDefined();
	expect(second).not.toBe(first);
});

test("topics come from what is observed about the niche, then from the niche", async () => {
	const accountId = await newAccount(room, {
		slots: ["08:00", "12:00", "16:00", "20:00"],
	});
	await refill(accountId);
	const topics = (await listRuns(room.worker, { accountId })).map(
		({ topic }) => topic,
	);
	expect(topics).not.toContain("Football final goes to penalties");
	expect(topics).toContain("ai productivity");
});

test("what a run of another account was about is no topic of this one's niche", async () => {
	const runner = await newAccount(room, { niche: "" });
	const topic = "football penalties";
	const { runId } = await startRun(room.worker, { accountId: runner, topic });
	await advanceRun(room.worker, runId, { deps: room.deps });
	const accountId = await newAccount(room, { niche: "productive mornings" });
	await refill(accountId);
	const topics = (await listRuns(room.worker, { accountId })).map(
		({ topic }) => topic,
	);
	expect(topics).toContain("Productive mornings with small AI helpers");
	expect(topics).not.toContain("Football final goes to penalties");
});

test("slots without anything to write about are counted, not passed over", async () => {
	const accountId = await newAccount(room, { niche: "" });
	expect(await refill(accountId)).toMatchObject([
		{ started: [], topicless: 3 },
	]);
});

test("a paused account gets no new runs, whoever asks for it by name", async () => {
	const accountId = await newAccount(room);
	const done = await startRun(room.worker, { accountId, topic: "minutes" });
	await advanceRun(room.worker, done.runId, { deps: room.deps });
	await pauseAccount(room.setup, { accountId, reason: "a new owner" });
	const refused = {
		code: "refused",
		message: expect.stringMatching(/^@desk_\d+ is paused/),
	};
	await expect(
		startRun(room.worker, { accountId, topic: "notes" }),
	).rejects.toMatchObject(refused);
	await expect(refill(accountId)).rejects.toMatchObject(refused);
	await expect(
		rerunStage(room.worker, { runId: done.runId, stage: "draft" }),
	).rejects.toMatchObject(refused);
	expect(await listRuns(room.worker, { accountId })).toHaveLength(1);
	await resumeAccount(room.setup, { accountId, reason: "settled" });
	expect(startedBy(await refill(accountId))).toHaveLength(2);
});

test("who may only read starts, resumes, re-runs, cancels and refills nothing, and it is recorded", async () => {
	const accountId = await newAccount(room);
	const { runId } = await startRun(room.worker, { accountId, topic: "notes" });
	const other = await newAccount(room);
	const refused = [
		room.as(person("viewer", null)),
		room.as(person("operator", other)),
	];
	const before = await room.db.auditEvent.count({
		where: { action: "access.deny" },
	});
	for (const ctx of refused) {
		for (const attempt of [
			() => startRun(ctx, { accountId, topic: "x" }),
			() => resumeRun(ctx, { runId }),
			() => cancelRun(ctx, { runId, reason: "x" }),
			() => rerunStage(ctx, { runId, stage: "signals" }),
			() =>
				addSource(ctx, {
					accountId,
					name: "S",
					location: "https://s.example/f",
				}),
		])
			await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
	}
	await expect(
		refillQueue(room.as(person("viewer", null)), {
			windowHours: 24,
			accountId,
		}),
	).rejects.toMatchObject({ code: "forbidden" });
	expect(
		await room.db.auditEvent.count({ where: { action: "access.deny" } }),
	).toBe(before + 11);
	await expect(
		readRun(room.as(person("operator", other)), runId),
	).rejects.toMatchObject({ code: "forbidden" });
	expect((await listRuns(room.as(person("operator", other)))).length).toBe(0);
});
