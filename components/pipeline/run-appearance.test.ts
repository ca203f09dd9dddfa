import { expect, it } from "vitest";
import {
	costWords,
	expectedMs,
	money,
	stageTime,
	stripOf,
	stripState,
} from "./run-appearance";

it("shows tenths where stages are short", () => {
	expect([12, 999, 1_234, 12_345].map(stageTime)).toEqual([
		"12 ms",
		"999 ms",
		"1.2 s",
		"12 s",
	]);
});

it("keeps the places of small sums, and says when a price is unknown", () => {
	expect(money(4_200, "EUR")).toBe("0.0042 EUR");
	expect(money(1_250_000, "EUR")).toBe("1.25 EUR");
	expect(money(0, "EUR")).toBe("0.00 EUR");
	expect(costWords({ costs: [], unpriced: 0 })).toBeNull();
	expect(
		costWords({
			costs: [{ currency: "EUR", costMicros: 4_200 }],
			unpriced: 2,
		}),
	).toBe("0.0042 EUR + price unknown");
});

it("lets nothing wait in a run that ended", () => {
	expect(stripState("pending", "running")).toBe("waiting");
	expect(stripState("pending", "failed")).toBe("skipped");
	expect(stripState("pending", "cancelled")).toBe("skipped");
	expect(stripState("succeeded", "cancelled")).toBe("done");
});

it("draws the strip of a run, costs where there are any", () => {
	const [stage] = stripOf({
		state: "failed",
		stages: [
			{
				name: "draft",
				state: "failed",
				tookMs: 840,
				costs: [{ currency: "EUR", costMicros: 10_000 }],
				unpriced: 0,
			},
		],
	});
	expect(stage).toEqual({
		id: "draft",
		label: "Draft",
		state: "failed",
		time: "840 ms",
		cost: "0.0100 EUR",
	});
});

it("expects nothing where nothing was ever finished", () => {
	expect(expectedMs({})).toBeNull();
	expect(expectedMs({ draft: 100, render: 200 })).toBe(300);
});
