import { expect, it } from "vitest";
import { awaitsGate } from "./appearance";

it("forecasts the gate only for a post that it may still be asked about", () => {
	expect(awaitsGate("queued")).toBe(true);
	expect(awaitsGate("held")).toBe(true);
	for (const state of ["unknown", "needs_human", "published"] as const)
		expect(awaitsGate(state)).toBe(false);
});
