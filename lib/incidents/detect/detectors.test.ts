import { describe, expect, test } from "vitest";
import { MINUTE, SECOND } from "@/lib/core/time";
import { detectFailureSpikes, detectSilentWorkers } from "./detectors";

const NOW = new Date("2026-11-23T09:00:00Z");
const ago = (ms: number) => new Date(NOW.getTime() - ms);
const tries = (accountId: string, failed: number, good: number) => [
	...Array.from({ length: good }, (_, i) => ({
		accountId,
		failed: false,
		at: ago((50 - i / 10) * MINUTE),
	})),
	...Array.from({ length: failed }, (_, i) => ({
		accountId,
		failed: true,
		at: ago((20 - i / 10) * MINUTE),
	})),
];

describe("publishing failures above 5 % in an hour", () => {
	test.each([
		["no attempts", 0, 0, []],
		["all good", 0, 30, []],
		["exactly 5 %", 1, 19, []],
		["a shade more", 1, 18, [3]],
		["one of one", 1, 0, [3]],
		["2 of 39", 2, 37, [2]],
		["2 of 40", 2, 38, []],
		["3 of 3 on one account", 3, 0, [2]],
	] as const)("%s", (_, failed, good, severities) => {
		const found = detectFailureSpikes(tries("a", failed, good), NOW);
		expect(found.map(({ severity }) => severity)).toEqual(severities);
	});

	test("an hour is an hour: older failures do not count, nor do those to come", () => {
		const at = (when: Date) => ({ accountId: "a", failed: true, at: when });
		expect(detectFailureSpikes([at(ago(60 * MINUTE))], NOW)).toEqual([]);
		expect(detectFailureSpikes([at(ago(-SECOND))], NOW)).toEqual([]);
		expect(detectFailureSpikes([at(ago(59 * MINUTE))], NOW)).toHaveLength(1);
	});

	test("each account by itself; one failing account does not hide behind a busy one", () => {
		const found = detectFailureSpikes(
			[...tries("a", 2, 1), ...tries("b", 0, 200)],
			NOW,
		);
		expect(found.map(({ accountId }) => accountId)).toEqual(["a"]);
	});

	test("everything failing on two accounts is one SEV1 for all", () => {
		const found = detectFailureSpikes(
			[...tries("a", 2, 0), ...tries("b", 2, 0)],
			NOW,
		);
		expect(found).toMatchObject([{ accountId: null, severity: 1 }]);
	});

	test("impact starts at the first failure, and the numbers are there", () => {
		expect(detectFailureSpikes(tries("a", 2, 3), NOW)[0]).toMatchObject({
			impactStartedAt: ago(20 * MINUTE),
			evidence: {
				attempts: 5,
				failures: 2,
				failurePercent: 40,
				lowEvidence: false,
			},
		});
	});

	test("the same situation a minute later is the same evidence", () => {
		const outcomes = tries("a", 2, 3);
		const evidence = (now: Date) =>
			detectFailureSpikes(outcomes, now)[0]?.evidence;
		expect(evidence(new Date(NOW.getTime() + MINUTE))).toEqual(evidence(NOW));
	});
});

describe("a dead worker", () => {
	const beat = (seconds: number, pid = 1, livedSeconds = 60) => ({
		id: String(pid),
		host: "box",
		pid,
		startedAt: ago((seconds + livedSeconds) * SECOND),
		beatAt: ago(seconds * SECOND),
		stoppedAt: null,
	});

	test.each([
		["alive", [beat(5)], null, null],
		["30 s is not yet silence", [beat(30)], null, null],
		["silent", [beat(31)], null, 2],
		["one of two silent", [beat(31), beat(1, 2)], null, 3],
		["one silent, another just started", [beat(31), beat(1, 2, 3)], null, 3],
		["a crash loop", [beat(70, 1, 1), beat(34, 2, 1), beat(1, 3, 1)], null, 2],
		["nobody, nothing to do", [], null, null],
		["nobody, work just due", [], 10, null],
		["nobody, work waits", [], 31, 2],
		["alive while work waits", [beat(1)], 600, null],
	] as const)("%s", (_, beats, dueSeconds, severity) => {
		const dueSince = dueSeconds === null ? null : ago(dueSeconds * SECOND);
		const found = detectSilentWorkers({ beats, dueSince }, NOW);
		expect(found?.severity ?? null).toBe(severity);
	});

	test("impact starts with the last sign of life", () => {
		const beats = [beat(90), beat(40, 2)];
		expect(detectSilentWorkers({ beats, dueSince: null }, NOW)).toMatchObject({
			impactStartedAt: ago(90 * SECOND),
			evidence: { silent: ["box:1", "box:2"], alive: 0 },
		});
	});
});
