import { expect, test } from "vitest";
import { addMs, DAY, HOUR } from "@/lib/core/time";
import { detectLateReviews } from "./late-review";

const now = new Date("2026-11-23T12:00:00Z");
const review = (windowId: string, accountId: string, agoMs: number) => ({
	windowId,
	accountId,
	brokenAt: addMs(now, -agoMs),
});

test("nothing late, nothing found", () => {
	expect(detectLateReviews([], now)).toEqual([]);
});

test("one finding an account, from the moment at which the oldest was due", () => {
	const found = detectLateReviews(
		[
			review("w2", "a", DAY + HOUR),
			review("w1", "a", DAY + 3 * HOUR),
			review("w3", "b", DAY + 1),
		],
		now,
	);
	expect(found).toMatchObject([
		{
			accountId: "a",
			severity: 2,
			evidence: { windows: ["w1", "w2"] },
			impactStartedAt: addMs(now, -3 * HOUR),
		},
		{ accountId: "b", evidence: { windows: ["w3"] } },
	]);
	expect(new Set(found.map(({ cause }) => cause)).size).toBe(1);
});
