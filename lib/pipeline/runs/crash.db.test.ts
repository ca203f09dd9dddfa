import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ctx } from "@/lib/command";
import type { Db } from "@/lib/db/client";
import type { Deps } from "@/lib/pipeline/deps";
import { RUN_LEASE_MS, STAGES } from "@/lib/pipeline/model";
import {
	newAccount,
	openPipelineStage,
	type PipelineStage,
} from "@/lib/pipeline/testing/stage";
import { advanceRun } from "./advance";
import { startRun } from "./commands";
import { renewLease } from "./store";
import { readRun } from "./views";

let room: PipelineStage;
beforeAll(async () => {
	room = await openPipelineStage();
});
afterAll(() => room.close());

const CALLS_OF = {
	signals: ["readFeed"],
	plan: [],
	draft: ["draft"],
	moderate: [],
	render: ["render", "put"],
	enqueue: [],
} as const;

async function start(): Promise<string> {
	const accountId = await newAccount(room);
	const { runId } = await startRun(room.worker, {
		accountId,
		topic: "ai productivity",
	});
	room.calls.length = 0;
	return runId;
}

const letLeaseRunOut = (runId: string) =>
	room.db.run.updateMany({
		where: { id: runId, state: "running" },
		data: { leaseUntil: new Date(0) },
	});
const finished = async (runId: string) =>
	(await readRun(room.worker, runId)).stages
		.filter(({ state }) => state === "succeeded")
		.map(({ name }) => name);

/** A worker whose process dies at its n-th transaction, just before or just after the commit. */
function dyingCtx(dieAt: number, moment: "before" | "after"): Ctx {
	let transactions = 0;
	const $transaction = async (work: never) => {
		transactions += 1;
		const dies = transactions >= dieAt;
		if (dies && (moment === "before" || transactions > dieAt))
			throw new Error("killed");
		const result = await room.db.$transaction(work);
		if (dies) throw new Error("killed");
		return result;
	};
	const db = new Proxy(room.db, {
		get: (target, name) =>
			name === "$transaction" ? $transaction : Reflect.get(target, name),
	}) as Db;
	return { ...room.worker, db };
}

async function expectOneEffect(runId: string): Promise<void> {
	const run = await readRun(room.worker, runId);
	expect(run.state, JSON.stringify(run.stages)).toBe("succeeded");
	expect(await finished(runId)).toEqual(STAGES);
	const posts = await room.db.post.findMany({ where: { runId } });
	expect(posts.map(({ id }) => id)).toEqual([run.postId]);
	expect(await room.db.asset.count({ where: { runId } })).toBe(2);
	expect(await room.db.moderationFlag.count({ where: { runId } })).toBe(1);
	expect(await room.db.usageEvent.count({ where: { runId } })).toBe(4);
	const done = await room.db.stageCheckpoint.count({
		where: { runId, state: "succeeded" },
	});
	expect(done).toBe(6);
}

describe("a worker killed at a commit", () => {
	const moments = STAGES.flatMap((_, index) => [
		index * 2 + 1,
		index * 2 + 2,
	]).flatMap((at) => [[at, "before"] as const, [at, "after"] as const]);
	test.each(moments)(
		"number %i, %s it: the next one finishes and repeats no finished stage",
		async (at, moment) => {
			const runId = await start();
			await expect(
				advanceRun(dyingCtx(at, moment), runId, { deps: room.deps }),
			).rejects.toThrow("killed");
			const done = await finished(runId);
			room.calls.length = 0;
			await letLeaseRunOut(runId);
			expect(
				await advanceRun(room.worker, runId, { deps: room.deps }),
			).toMatchObject({
				kind: "ended",
				state: "succeeded",
			});
			const left = STAGES.filter((stage) => !done.includes(stage));
			expect(room.calls).toEqual(left.flatMap((stage) => CALLS_OF[stage]));
			await expectOneEffect(runId);
		},
	);
});

type Call = "readFeed" | "draft" | "render" | "put";

function newGate(): { passed: Promise<void>; open: () => void } {
	let open = () => {};
	const passed = new Promise<void>((resolve) => {
		open = resolve;
	});
	return { passed, open };
}

/** The same outside, but the first call of one kind hangs until it is let go. */
function hanging(call: Call): {
	deps: Deps;
	reached: Promise<void>;
	letGo: () => void;
} {
	const gate = newGate();
	const arrival = newGate();
	let isFirst = true;
	const wait = async () => {
		if (!isFirst) return;
		isFirst = false;
		arrival.open();
		await gate.passed;
	};
	const { deps } = room;
	const slow: Deps = {
		readFeed: async (...given) => {
			if (call === "readFeed") await wait();
			return deps.readFeed(...given);
		},
		text: {
			...deps.text,
			draft: async (...given) => {
				if (call === "draft") await wait();
				return deps.text.draft(...given);
			},
		},
		render: async (design) => {
			if (call === "render") await wait();
			return deps.render(design);
		},
		media: {
			put: async (...given) => {
				if (call === "put") await wait();
				return deps.media.put(...given);
			},
		},
	};
	return { deps: slow, reached: arrival.passed, letGo: gate.open };
}

describe("a worker that hangs inside a call", () => {
	test.each(["readFeed", "draft", "render", "put"] as const)(
		"of %s is overtaken, and changes nothing when it comes back",
		async (call) => {
			const runId = await start();
			const { deps, reached, letGo } = hanging(call);
			const late = advanceRun(room.worker, runId, { deps });
			await reached;
			expect(
				await advanceRun(room.worker, runId, { deps: room.deps }),
			).toMatchObject({
				kind: "busy",
			});
			await letLeaseRunOut(runId);
			await advanceRun(room.worker, runId, { deps: room.deps });
			const before = await readRun(room.worker, runId);
			const events = await room.db.auditEvent.count();
			letGo();
			expect(await late).toMatchObject({ kind: "ended", state: "succeeded" });
			expect(await readRun(room.worker, runId)).toEqual(before);
			expect(await room.db.auditEvent.count()).toBe(events);
			await expectOneEffect(runId);
		},
	);
});

test("four workers at the same run at once: one effect, each call made once", async () => {
	const runId = await start();
	const ends = await Promise.all(
		[1, 2, 3, 4].map(() => advanceRun(room.worker, runId, { deps: room.deps })),
	);
	expect(ends.some(({ kind }) => kind === "ended")).toBe(true);
	expect(room.calls).toEqual(["readFeed", "draft", "render", "put"]);
	await expectOneEffect(runId);
});

test("a stage that takes its worker down five times is not started a sixth", async () => {
	const runId = await start();
	for (let death = 1; death <= 5; death += 1) {
		await expect(
			advanceRun(dyingCtx(2, "before"), runId, { deps: room.deps }),
		).rejects.toThrow("killed");
		await letLeaseRunOut(runId);
	}
	room.calls.length = 0;
	expect(
		await advanceRun(room.worker, runId, { deps: room.deps }),
	).toMatchObject({
		state: "failed",
		fault: "the stage signals was started 5 times and never ended",
	});
	expect(room.calls).toEqual([]);
});

test("a lease is renewed by its holder alone", async () => {
	const runId = await start();
	const { deps, reached, letGo } = hanging("draft");
	const working = advanceRun(room.worker, runId, { deps });
	await reached;
	const held = await room.db.run.update({
		where: { id: runId },
		data: { leaseUntil: new Date(0) },
	});
	expect(await renewLease(room.db, { runId, fence: held.fence - 1 })).toBe(
		false,
	);
	expect(await renewLease(room.db, { runId, fence: held.fence })).toBe(true);
	const renewed = await room.db.run.findUniqueOrThrow({ where: { id: runId } });
	expect(renewed.leaseUntil?.getTime()).toBeGreaterThan(
		Date.now() + RUN_LEASE_MS / 2,
	);
	// Nothing else may change without an event (TELEMETRY_COLUMNS).
	expect({ ...renewed, leaseUntil: held.leaseUntil }).toEqual(held);
	letGo();
	await working;
	await expectOneEffect(runId);
});
