import { describe, expect, test } from "vitest";
import { addMs, DAY, HOUR, MINUTE, SECOND } from "@/lib/core/time";
import { type HealthFacts, judgeHealth } from "./judge";

const NOW = new Date("2026-11-23T12:00:00Z");
const OFF = {
	ALLOW_AUTONOMOUS_PUBLISH: false,
	PUBLISH_APPROVAL_GRANTED: false,
	GOVERNANCE_APPROVED: false,
	locked: false,
	clockSkewMs: 0,
};
const ALL_ON = {
	ALLOW_AUTONOMOUS_PUBLISH: true,
	PUBLISH_APPROVAL_GRANTED: true,
	GOVERNANCE_APPROVED: true,
	locked: false,
	clockSkewMs: 0,
};
const HALF_A_MINUTE_OFF = { ...OFF, clockSkewMs: 30 * SECOND };
const worker = (beatAgoMs: number, environment = OFF, agoMs = DAY) => ({
	startedAt: addMs(NOW, -agoMs),
	beatAt: addMs(NOW, -beatAgoMs),
	environment,
});
const NO_HEADROOM = { usage: null, quota: null };
const account = (change: Partial<HealthFacts["accounts"][number]>) => ({
	handle: "acme",
	state: "active" as const,
	token: { kind: "none" as const },
	headroom: NO_HEADROOM,
	...change,
});
const token = (leftMs: number | null, fault: string | null = null) => ({
	kind: "stored" as const,
	expiresAt: leftMs === null ? null : addMs(NOW, leftMs).toISOString(),
	savedAt: null,
	fault,
});
const WELL: HealthFacts = {
	workers: [worker(SECOND)],
	queueLagMs: null,
	oldestDue: null,
	collectors: [],
	accounts: [],
	auditWeak: false,
	checkpoints: { triedAt: NOW, keptAt: NOW, fault: null },
	lateReviews: [],
};
const judge = (change: Partial<HealthFacts>) =>
	judgeHealth({ ...WELL, ...change }, NOW);

test("nothing wrong, nothing said", () => {
	expect(judge({})).toEqual([]);
});

describe("workers", () => {
	test.each([
		["none", [], "no worker runs"],
		["silent for 16 s", [worker(16 * SECOND)], "16 s ago"],
		[
			"that disagree",
			[worker(0, ALL_ON), worker(0)],
			"workers disagree on ALLOW_AUTONOMOUS_PUBLISH",
		],
		[
			"live without end for more than 4 h",
			[worker(0, ALL_ON, 4 * HOUR + 1)],
			"live without end",
		],
		[
			"with a clock that is half a minute off",
			[worker(0, { ...OFF, clockSkewMs: -30 * SECOND - 1 })],
			"30 s behind the database's",
		],
	])("%s", (_, workers, said) => {
		expect(judge({ workers })).toEqual([expect.stringContaining(said)]);
	});
	test.each([
		["a heartbeat of 15 s is fresh", [worker(15 * SECOND)]],
		["one alive is enough", [worker(HOUR), worker(0)]],
		["live for 4 h is no fault yet", [worker(0, ALL_ON, 4 * HOUR)]],
		["half a minute off is no fault yet", [worker(0, HALF_A_MINUTE_OFF)]],
		["the veto is not live", [worker(0, { ...ALL_ON, locked: true })]],
	])("%s", (_, workers) => {
		expect(judge({ workers })).toEqual([]);
	});
});

describe("queue and posts", () => {
	test("a lag and a late post are told", () => {
		expect(
			judge({ queueLagMs: 61 * SECOND, oldestDue: addMs(NOW, -2 * MINUTE) }),
		).toEqual([
			"the queue lags by 61 s",
			"a post has been due for 120 s (since 2026-11-23T11:58:00.000Z)",
		]);
	});
	test("a minute is no delay", () => {
		expect(
			judge({ queueLagMs: MINUTE, oldestDue: addMs(NOW, -MINUTE) }),
		).toEqual([]);
	});
});

describe("audit checkpoints", () => {
	const kept = (agoMs: number | null, fault: string | null = null) => ({
		triedAt: NOW,
		keptAt: agoMs === null ? null : addMs(NOW, -agoMs),
		fault,
	});
	const young = [worker(0, OFF, HOUR)];
	test.each([
		["one is 2 h old", kept(2 * HOUR), undefined, []],
		[
			"one is older",
			kept(5 * HOUR),
			undefined,
			["no audit checkpoint for 5 h"],
		],
		["there is none yet", kept(null), young, []],
		["there is none", kept(null), undefined, ["no audit checkpoint for 24 h"]],
		[
			"the last one could not be kept",
			kept(HOUR, "EACCES"),
			young,
			["the last audit checkpoint could not be kept: EACCES"],
		],
	])("%s", (_, checkpoints, workers, said) => {
		expect(judge({ checkpoints, ...(workers && { workers }) })).toEqual(said);
	});
	test("where no worker runs that alone is told", () => {
		expect(judge({ checkpoints: kept(null), workers: [] })).toEqual([
			"no worker runs",
		]);
	});
});

describe("collectors", () => {
	const collector = (state: "ok" | "failing" | "stale" | "never") => ({
		accountId: "a",
		handle: "acme",
		collector: "snapshots" as const,
		state,
		attemptedAt: null,
		succeededAt: null,
		fault: state === "failing" ? "no answer" : null,
		received: 0,
		expected: 0,
	});
	test.each([
		["ok", 0],
		["never", 0],
		["failing", 1],
		["stale", 1],
	] as const)("%s", (state, faults) => {
		expect(judge({ collectors: [collector(state)] })).toHaveLength(faults);
	});
});

describe("tokens", () => {
	test.each([
		[15 * DAY, null],
		[14 * DAY, "within 14 days"],
		[7 * DAY, "within 7 days"],
		[3 * DAY, "within 3 days"],
		[DAY, "within a day"],
		[0, "the token ended"],
		[null, null],
	])("%s ms left", (leftMs, said) => {
		const faults = judge({ accounts: [account({ token: token(leftMs) })] });
		expect(faults).toEqual(
			said === null ? [] : [expect.stringContaining(`@acme: `)],
		);
		if (said !== null) expect(faults[0]).toContain(said);
	});
	test("a fault is told as it is; a paused account has none", () => {
		const faulty = { token: token(null, "revoked") };
		expect(judge({ accounts: [account(faulty)] })).toEqual(["@acme: revoked"]);
		expect(
			judge({ accounts: [account({ ...faulty, state: "paused" })] }),
		).toEqual([]);
	});
});

describe("rate limits", () => {
	const observedAt = NOW.toISOString();
	test.each([
		[79, 79, 0],
		[80, 79, 1],
		[79, 80, 1],
	])("%i %% used, %i of 100 posts", (usedPercent, usage, faults) => {
		const headroom = {
			usage: { usedPercent, regainAt: null, observedAt },
			quota: { usage, total: 100, observedAt },
		};
		expect(judge({ accounts: [account({ headroom })] })).toHaveLength(faults);
	});
});

test("broken glass that nobody reviewed is told with its account", () => {
	const lateReviews = [{ handle: "acme", brokenAt: addMs(NOW, -25 * HOUR) }];
	expect(judge({ lateReviews })).toEqual([
		"@acme: an emergency window was opened at 2026-11-22T11:00:00.000Z and nobody has reviewed it in 24 h",
	]);
});
