import { expect, test } from "vitest";
import { addDays, localDay } from "@/lib/core/time";
import { planHistory, SILENT_DAY } from "./history-plan";

const ZONE = "Europe/Berlin";
const NOON = new Date("2026-11-23T11:00:00Z");

const plan = (before: Date) =>
	planHistory({
		slots: ["09:30", "13:00", "18:00"],
		timeZone: ZONE,
		topics: ["inbox", "calendar", "focus", "notes"],
		before,
		lastDayFactor: 0.3,
	});

const countOn = (posts: ReturnType<typeof plan>, daysAgo: number): number => {
	const day = addDays(localDay(NOON, ZONE), -daysAgo);
	return posts.filter(({ at }) => localDay(at, ZONE) === day).length;
};

test("three weeks at the account's slots, one day without a post, some with one fewer", () => {
	const posts = plan(NOON);
	expect(posts[0]?.at.toISOString()).toBe("2026-11-02T08:30:00.000Z");
	expect(posts.at(-1)?.at.toISOString()).toBe("2026-11-23T08:30:00.000Z");
	expect(countOn(posts, SILENT_DAY)).toBe(0);
	expect(countOn(posts, 3)).toBe(2);
	expect(countOn(posts, 1)).toBe(3);
	expect(countOn(posts, 0)).toBe(1);
});

test("nothing lies ahead of the account, wherever in the day it was added", () => {
	for (let hour = 0; hour < 24; hour++) {
		const before = new Date(Date.UTC(2026, 10, 23, hour));
		const posts = plan(before);
		expect(posts.every(({ at }) => at < before)).toBe(true);
		expect(posts.filter(({ pictured }) => pictured)).toHaveLength(12);
	}
});

test("no two posts have both topic and template in common", () => {
	const topics = Array.from({ length: 12 }, (_, index) => `topic ${index}`);
	const posts = planHistory({
		slots: ["09:30", "13:00", "18:00"],
		timeZone: ZONE,
		topics,
		before: NOON,
		lastDayFactor: 1,
	});
	const subjects = posts.map(({ topic, template }) => topic + template.key);
	expect(new Set(subjects).size).toBe(posts.length);
});

test.each([
	[NOON, "2026-11-22"],
	// In Berlin it is the 23rd, in California still the 22nd.
	[new Date("2026-11-23T01:00:00Z"), "2026-11-21"],
])("at %s only the platform's last ended day is marked down", (before, day) => {
	const marked = plan(before).filter(({ factor }) => factor !== 1);
	expect(marked.map(({ at }) => localDay(at, ZONE))).toEqual([day, day, day]);
});
