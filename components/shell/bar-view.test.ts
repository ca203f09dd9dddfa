import { expect, test } from "vitest";
import { SIGNALS } from "@/lib/governance/model";
import type { ModeView } from "@/lib/governance/views";
import { barView } from "./bar-view";

const simulated = (reasons: string[], missing = [...SIGNALS]): ModeView => ({
	mode: "simulation",
	sentence: `Posts are simulated: ${reasons.join("; ")}`,
	until: null,
	accounts: [],
	grantedBy: [],
	missing,
	flags: { dutiesOff: false, testClock: false, demo: false, auditWeak: false },
	observedAt: "2026-11-23T08:00:00.000Z",
});

const plain = SIGNALS.map((signal) => `${signal} is not granted`);

test("signals that are simply not granted are listed once", () => {
	const view = barView(simulated(plain));
	expect(view.sentence).toBe("Posts are simulated");
	expect(view.missing).toEqual([...SIGNALS]);
});

test("any other reason stays in words, and the list goes", () => {
	for (const reasons of [
		["PUBLISH_LOCKED vetoes every live post", ...plain],
		[...plain.slice(0, 2), "GOVERNANCE_APPROVED was granted before"],
	]) {
		const view = barView(simulated(reasons));
		expect(view.sentence).toContain(reasons[0]);
		expect(view.missing).toEqual([]);
	}
});

test("no missing signal, no change", () => {
	const view = simulated(["PUBLISH_LOCKED vetoes every live post"], []);
	expect(barView(view).sentence).toBe(view.sentence);
});
