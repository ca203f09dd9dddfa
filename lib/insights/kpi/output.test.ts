import { expect, test } from "vitest";
import { outputByDay } from "./output";

const ended = (postId: string, outcome: string, finishedAt: string) => ({
	postId,
	outcome,
	finishedAt,
});

test("live posts and rehearsals are counted apart, by the account's own day", () => {
	const attempts = [
		ended("a", "published", "2026-11-22T22:59:00.000Z"),
		ended("b", "published", "2026-11-22T23:01:00.000Z"),
		ended("b", "retry", "2026-11-22T23:00:00.000Z"),
		ended("c", "simulated", "2026-11-23T10:00:00.000Z"),
		ended("c", "simulated", "2026-11-23T11:00:00.000Z"),
	];
	const days = ["2026-11-22", "2026-11-23", "2026-11-24"];
	expect(outputByDay(days, attempts, "Europe/Berlin")).toEqual([
		{ day: "2026-11-22", live: 1, rehearsed: 0 },
		{ day: "2026-11-23", live: 1, rehearsed: 1 },
		{ day: "2026-11-24", live: 0, rehearsed: 0 },
	]);
});
