import { describe, expect, test } from "vitest";
import { HOUR, MINUTE } from "@/lib/core/time";
import { whyNotNow } from "@/lib/insights/collect/allowance";
import { healthState } from "@/lib/insights/collect/health";
import { dataState, figuresOf, toPoint, totalOf } from "./figures";

const NOW = new Date("2026-11-23T12:00:00Z");
const ago = (ms: number) => new Date(NOW.getTime() - ms);
const row = (
	day: string,
	reach: number | null,
	saves: number | null = null,
) => ({
	day,
	collectedAt: NOW,
	reach,
	saves,
	shares: null,
	profileLinksTaps: null,
	views: null,
	likes: null,
	comments: null,
});

describe("is the day there?", () => {
	test.each([
		["with a number", "2026-11-10", row("2026-11-10", 5), "present"],
		["with a true 0", "2026-11-10", row("2026-11-10", 0), "present"],
		[
			"read hours after its end",
			"2026-11-22",
			row("2026-11-22", 5),
			"counting",
		],
		["old and empty", "2026-11-10", row("2026-11-10", null), "missing"],
		["old, never read", "2026-11-10", undefined, "missing"],
		["yesterday, empty", "2026-11-22", row("2026-11-22", null), "late"],
		["yesterday, never read", "2026-11-22", undefined, "late"],
	] as const)("%s", (_, day, stored, state) => {
		expect(dataState(day, stored, NOW)).toBe(state);
	});

	test("numbers that may still rise say until when, and when they were never read again", () => {
		const day = "2026-11-22";
		expect(toPoint(day, row(day, 350), NOW).reason).toMatch(
			/still add .* until 2026-11-25 00:00/,
		);
		const later = new Date(NOW.getTime() + 48 * HOUR);
		expect(toPoint(day, row(day, 350), later)).toMatchObject({
			state: "counting",
			reason: expect.stringMatching(/still counting .* none since/),
		});
	});

	test("a gap says whose it is", () => {
		const old = "2026-11-10";
		expect(toPoint(old, undefined, NOW).reason).toMatch(/never collected/);
		expect(toPoint(old, row(old, null), NOW).reason).toMatch(/platform gave/);
	});
});

describe("figures", () => {
	test("a number stands beside the day before, what is missing beside its reason", () => {
		const point = toPoint("2026-11-20", row("2026-11-20", 120), NOW);
		const before = toPoint("2026-11-19", row("2026-11-19", 100, 3), NOW);
		const figures = figuresOf(point, before);
		expect(figures.reach).toEqual({ value: 120, before: 100 });
		expect(figures.saves).toMatchObject({ value: null });
		expect(figures.watchTime).toMatchObject({
			value: null,
			reason: expect.stringMatching(/images/),
		});
	});

	test("a total of nothing is nothing; gaps take no part", () => {
		const points = [row("2026-11-19", 1, 3), row("2026-11-20", 1, 4)].map(
			(stored) => toPoint(stored.day, stored, NOW),
		);
		const gap = toPoint("2026-11-21", undefined, NOW);
		expect(totalOf([...points, gap], "saves")).toBe(7);
		expect(totalOf([gap], "saves")).toBeNull();
	});
});

describe("a collector's health", () => {
	test.each([
		["never ran", undefined, "never"],
		["fine", { succeededAt: ago(MINUTE), fault: null }, "ok"],
		["one fault", { succeededAt: ago(9 * MINUTE), fault: "x" }, "failing"],
		["just in time", { succeededAt: ago(10 * MINUTE), fault: null }, "ok"],
		[
			"two intervals",
			{ succeededAt: ago(10 * MINUTE + 1), fault: null },
			"stale",
		],
		["no success ever", { succeededAt: null, fault: "x" }, "stale"],
	] as const)("%s", (_, stored, state) => {
		expect(healthState("snapshots", stored, NOW)).toBe(state);
	});
});

describe("insights leave the rate limit to publishing", () => {
	const usage = (usedPercent: number, observedAt: Date, regainAt?: Date) => ({
		usedPercent,
		observedAt: observedAt.toISOString(),
		regainAt: regainAt?.toISOString() ?? null,
	});
	test.each([
		["no reading", null, true],
		["89 %", usage(89, NOW), true],
		["90 %", usage(90, ago(MINUTE)), false],
		["90 % an hour ago", usage(90, ago(HOUR)), true],
		["blocked until later", usage(100, ago(2 * HOUR), ago(-MINUTE)), false],
		["blocked until now", usage(100, ago(MINUTE), NOW), true],
	] as const)("%s", (_, reading, allowed) => {
		expect(whyNotNow(reading, NOW) === null).toBe(allowed);
	});
});
