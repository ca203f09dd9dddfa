import { describe, expect, test } from "vitest";
import {
	anomaliesOf,
	describeRefill,
	describeReplay,
	describeReplayResult,
	describeResume,
	onAccount,
	slotLook,
} from "./describe";

describe("a slot of the next 24 h", () => {
	const slot = (state: "queued" | "held" | "failed", approved: boolean) => ({
		at: "2026-11-23T09:00:00.000Z",
		post: { id: "p", title: "t", state, approved, why: null },
	});

	test.each([
		[slot("queued", true), "simulated", "approved, will be rehearsed", null],
		[slot("queued", true), "live", "approved, goes out live", null],
		[slot("queued", false), "live", "needs approval", "review"],
		[slot("held", true), "live", "held", "review"],
		[slot("failed", true), "live", "failed", "review"],
	] as const)("%j while %s", (one, mode, word, todo) => {
		expect(slotLook({ ...one, gate: mode, waits: false })).toMatchObject({
			word,
			todo,
		});
	});

	test("nothing goes out of it while calls are stopped, whatever the gate says", () => {
		const waiting = {
			...slot("queued", true),
			gate: "live" as const,
			waits: true,
		};
		expect(slotLook(waiting)).toMatchObject({
			tone: "warn",
			word: "approved, waits for calls to go on",
		});
	});

	test("without a post it is empty", () => {
		const empty = { at: "", post: null, gate: "live", waits: false } as const;
		expect(slotLook(empty)).toMatchObject({
			word: "empty slot",
			todo: "refill",
		});
	});
});

describe("what an act did", () => {
	test("a replay says how many of the failed posts it takes, and whether they will wait", () => {
		const gate = { mode: "live", callsStop: null } as const;
		const some = describeReplay({ failedPosts: 3, replayable: 1 }, gate);
		expect(some).toContain("Queues 1 of the 3 posts that failed");
		expect(some).toContain("the gate says: live");
		const callsStop = { sentence: "the account is paused", ofToken: false };
		const all = describeReplay(
			{ failedPosts: 2, replayable: 2 },
			{ ...gate, callsStop },
		);
		expect(all).toContain("Queues the posts that failed");
		expect(all).toContain("they wait");
	});

	test("a replay that replays nothing is no success", () => {
		const skipped = [{ title: "Tea", why: "its slot is past" }];
		expect(
			describeReplayResult({ requested: 1, replayed: [], skipped }),
		).toEqual({
			text: "0 of 1 failed posts are queued again. “Tea” was skipped: its slot is past.",
			refused: true,
		});
		expect(
			describeReplayResult({ requested: 2, replayed: ["a", "b"], skipped: [] })
				.refused,
		).toBe(false);
	});

	test("a refill counts its runs, and what it could not fill is no success", () => {
		const started = ["a", "b"];
		expect(describeRefill([{ started, topicless: 0 }]).text).toContain(
			"2 runs started",
		);
		expect(describeRefill([{ started: [], topicless: 0 }]).text).toContain(
			"already",
		);
		expect(describeRefill([{ started: [], topicless: 2 }])).toMatchObject({
			text: expect.stringContaining("No topic for 2 empty slots"),
			refused: true,
		});
	});
});

test("only anomalies are read out of evidence", () => {
	expect(anomaliesOf(["anomaly:2026-11-22:profileClicks", "nonsense"])).toEqual(
		[
			{
				cause: "anomaly:2026-11-22:profileClicks",
				title: "profile clicks fell on 2026-11-22",
			},
		],
	);
	expect(anomaliesOf(undefined)).toEqual([]);
});

test("links keep the account", () => {
	expect(onAccount("/queue", "a")).toBe("/queue?account=a");
	expect(onAccount("/kpis?day=x", "a")).toBe("/kpis?day=x&account=a");
});

test("resuming counts its runs; where somebody was faster it says so", () => {
	expect(describeResume(["a"])).toEqual({ text: "1 run goes on" });
	expect(describeResume(["a", "b"])).toEqual({ text: "2 runs go on" });
	expect(describeResume([])).toEqual({
		text: "No failed run is left to resume",
	});
});
