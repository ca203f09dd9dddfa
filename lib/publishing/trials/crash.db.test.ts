import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { CALL_TROUBLES, UNTRIED } from "@/lib/publishing/testing/faults";
import { isUntrue, killEverywhere } from "@/lib/publishing/testing/lives";
import { createStage, type Stage } from "@/lib/publishing/testing/stage";

let stage: Stage;
beforeAll(async () => {
	stage = await createStage();
});
// Recovery runs through more hours than one window lasts.
beforeEach(async () => {
	await stage.open(null);
});
afterAll(() => stage.close());

test("no fault of the emulator that touches a post on its way out is left out", () => {
	expect(UNTRIED).toEqual([]);
});

test.each(CALL_TROUBLES)(
	"killed at every step while the platform %s",
	async (_, trouble) => {
		const { ends, deaths } = await killEverywhere(stage, trouble);
		expect(deaths).toBeGreaterThan(90);
		expect(ends.filter(isUntrue)).toEqual([]);
		const states = new Set(ends.map(({ state }) => state));
		expect([...states].sort()).toEqual(trouble.ends);
	},
);
