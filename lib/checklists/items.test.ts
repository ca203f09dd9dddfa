import { describe, expect, test } from "vitest";
import { HOUR } from "@/lib/core/time";
import { figuresOf, toPoint } from "@/lib/insights/kpi/figures";
import { missedDays } from "./days";
import { isDone } from "./item-view";
import { decideAnomalies } from "./items-anomalies";
import { decideHeadroom } from "./items-headroom";
import { decideFailedJobs } from "./items-jobs";
import { decideKpiSummary } from "./items-kpi";
import { decideQueue } from "./items-queue";
import { VERDICTS } from "./model";

const NOW = new Date("2026-11-23T12:00:00Z");
const ago = (hours: number) =>
	new Date(NOW.getTime() - hours * HOUR).toISOString();

describe("failed jobs", () => {
	const failed = { title: "Bread", fault: "token", replayRefusal: null };
	const refused = { ...failed, replayRefusal: "Instagram refused its content" };
	test.each([
		[[], 0, "pass", null],
		[[failed], 0, "fail", "replay-failed"],
		[[], 2, "fail", "resume-failed"],
		[[failed], 1, "fail", "replay-failed"],
		[[failed, refused], 0, "fail", "replay-failed"],
		[[refused], 1, "fail", "requeue-failed"],
	] as const)(
		"%j and %i runs: %s",
		(failedPosts, failedRuns, verdict, mend) => {
			const answer = decideFailedJobs({ failedPosts, failedRuns }, NOW);
			expect(answer).toMatchObject({ verdict, mend });
			expect(answer.sentence).toMatch(/\.$/);
		},
	);
});

test("failed jobs count the posts that a replay would take", () => {
	const one = (replayRefusal: string | null) => ({
		title: "Bread",
		fault: null,
		replayRefusal,
	});
	const failedPosts = [
		one(null),
		one("its slot is past"),
		one("its slot is past"),
	];
	const { evidence } = decideFailedJobs({ failedPosts, failedRuns: 0 }, NOW);
	expect(evidence).toMatchObject({ failedPosts: 3, replayable: 1 });
});

describe("the queue of the next 24 h", () => {
	test.each([
		[3, 3, 3, "pass", null],
		[3, 2, 2, "fail", "refill-queue"],
		[3, 3, 2, "fail", "review-approvals"],
		[0, 0, 0, "unknown", null],
	] as const)(
		"%i planned, %i filled, %i approved: %s",
		(planned, filled, approved, verdict, mend) => {
			expect(decideQueue({ planned, filled, approved }, NOW)).toMatchObject({
				verdict,
				mend,
			});
		},
	);
});

describe("headroom", () => {
	const usage = (usedPercent: number, hours: number) => ({
		usedPercent,
		regainAt: null,
		observedAt: ago(hours),
	});
	const quota = (used: number, hours: number) => ({
		usage: used,
		total: 50,
		observedAt: ago(hours),
	});
	test.each([
		["plenty", usage(20, 1), quota(3, 1), true, "pass"],
		["only the quota known", null, quota(3, 1), true, "pass"],
		["only the usage known", usage(74, 1), null, true, "pass"],
		["busy", usage(75, 1), quota(3, 1), true, "fail"],
		["too few posts left", usage(1, 1), quota(47, 1), true, "fail"],
		["just enough left", usage(1, 1), quota(46, 1), true, "pass"],
		["old readings", usage(1, 25), quota(1, 30), true, "stale"],
		["never read", null, null, true, "unknown"],
		["not connected", null, null, false, "unknown"],
	] as const)("%s", (_, use, quotaRead, connected, verdict) => {
		const facts = { usage: use, quota: quotaRead, connected, planned: 4 };
		expect(decideHeadroom(facts, NOW).verdict).toBe(verdict);
	});
});

const kpiOf = (reach: number | null, day = "2026-11-22") => {
	const row = {
		day,
		collectedAt: NOW,
		reach,
		saves: null,
		shares: null,
		profileLinksTaps: null,
		views: null,
		likes: null,
		comments: null,
	};
	const point = toPoint(day, row, NOW);
	return {
		accountId: "a",
		day,
		zone: "America/Los_Angeles",
		state: point.state,
		reason: point.reason,
		observedAt: NOW.toISOString(),
		figures: figuresOf(point, undefined),
		anomalies: [],
	};
};

describe("the KPI summary of the day before", () => {
	const health = (state: "ok" | "failing" | "stale" | "never") => ({
		state,
		fault: null,
		succeededAt: null,
	});
	test.each([
		["there", kpiOf(900), health("ok"), true, "pass"],
		[
			"there although the collector is silent now",
			kpiOf(900),
			health("stale"),
			true,
			"pass",
		],
		["late", kpiOf(null), health("ok"), true, "late"],
		["late, one fault", kpiOf(null), health("failing"), true, "late"],
		["our collector is silent", kpiOf(null), health("stale"), true, "stale"],
		["our collector never ran", kpiOf(null), health("never"), true, "unknown"],
		[
			"older than the platform's delay",
			kpiOf(null, "2026-11-15"),
			health("ok"),
			true,
			"fail",
		],
		["not connected", kpiOf(null), null, false, "unknown"],
	] as const)("%s", (_, kpi, collector, connected, verdict) => {
		expect(decideKpiSummary({ kpi, collector, connected }).verdict).toBe(
			verdict,
		);
	});

	test("numbers that may still rise say so, and until when", () => {
		const { sentence } = decideKpiSummary({
			kpi: kpiOf(900),
			collector: health("ok"),
			connected: true,
		});
		expect(sentence).toMatch(
			/; the platform may still add to these numbers until 2026-11-25 00:00 America\/Los_Angeles\.$/,
		);
	});

	test("what is missing is a dash, never a 0", () => {
		const { sentence } = decideKpiSummary({
			kpi: kpiOf(900),
			collector: null,
			connected: true,
		});
		expect(sentence).toContain("reach 900, watch time —, retention —, saves —");
	});
});

describe("anomalies", () => {
	const anomaly = {
		metric: "reach",
		day: "2026-11-22",
		value: 1,
		baseline: 100,
		dropPercent: 99,
		counting: false,
	} as const;
	const provisional = { ...anomaly, counting: true };
	const incident = {
		number: 7,
		owner: { id: "p", name: "Olga" },
		etaAt: ago(-1),
		etaPassed: false,
	};
	const calm = {
		anomalies: [],
		lookedAt: new Set<string>(),
		openIncidents: [],
		kpiState: "present" as const,
	};
	test.each([
		["nothing", {}, "pass", null],
		[
			"one that nobody looked at",
			{ anomalies: [anomaly] },
			"fail",
			"open-incident",
		],
		[
			"one with its incident",
			{ anomalies: [anomaly], lookedAt: new Set(["anomaly:2026-11-22:reach"]) },
			"pass",
			null,
		],
		[
			"one on a day still being counted",
			{ anomalies: [provisional], kpiState: "counting" as const },
			"late",
			null,
		],
		[
			"one on a day still being counted, with its incident",
			{
				anomalies: [provisional],
				kpiState: "counting" as const,
				lookedAt: new Set(["anomaly:2026-11-22:reach"]),
			},
			"pass",
			null,
		],
		[
			"one of a settled day, beside one still being counted",
			{
				anomalies: [{ ...anomaly, day: "2026-11-19" }, provisional],
				kpiState: "counting" as const,
			},
			"fail",
			"open-incident",
		],
		[
			"one of a settled day, the day before late",
			{ anomalies: [anomaly], kpiState: "late" as const },
			"fail",
			"open-incident",
		],
		[
			"none on a day still being counted",
			{ kpiState: "counting" as const },
			"pass",
			null,
		],
		["an incident in good hands", { openIncidents: [incident] }, "pass", null],
		[
			"without owner",
			{ openIncidents: [{ ...incident, owner: null }] },
			"fail",
			"assign-incident",
		],
		[
			"without ETA",
			{ openIncidents: [{ ...incident, etaAt: null }] },
			"fail",
			"assign-incident",
		],
		[
			"past its ETA",
			{ openIncidents: [{ ...incident, etaPassed: true }] },
			"fail",
			"assign-incident",
		],
		["KPIs late", { kpiState: "late" as const }, "late", null],
	] as const)("%s", (_, given, verdict, mend) => {
		expect(decideAnomalies({ ...calm, ...given }, NOW)).toMatchObject({
			verdict,
			mend,
		});
	});

	test("a fall on a day that is still being counted is named, and no alarm", () => {
		const { sentence } = decideAnomalies(
			{ ...calm, anomalies: [provisional], kpiState: "counting" },
			NOW,
		);
		expect(sentence).toBe(
			"No open incident; no alarm yet: reach 99 % below its median on 2026-11-22, still being counted.",
		);
	});
});

test("an item is done only when it was good when confirmed, and is good now", () => {
	const done = VERDICTS.flatMap((then) =>
		VERDICTS.filter((now) => isDone(now, { verdict: then })).map(
			(now) => `${then} ${now}`,
		),
	);
	expect(done).toEqual(["pass pass", "pass late", "late pass", "late late"]);
	expect(isDone("pass", null)).toBe(false);
});

test("ended days without a signature are missed, today and the days before the account are not", () => {
	const instances = [
		{ day: "2026-11-20", state: "signed" },
		{ day: "2026-11-21", state: "open" },
		{ day: "2026-11-23", state: "open" },
	];
	expect(
		missedDays({ today: "2026-11-23", since: "2026-11-19", instances }),
	).toEqual({ absent: ["2026-11-19", "2026-11-22"], leftOpen: ["2026-11-21"] });
	expect(
		missedDays({ today: "2026-11-23", since: "2020-01-01", instances: [] })
			.absent,
	).toHaveLength(14);
});
