import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { WAY_TROUBLES } from "@/lib/publishing/testing/faults";
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

test.each(WAY_TROUBLES)(
	"killed at every step while the platform %s",
	async (_, trouble) => {
		const { ends, deaths } = await killEverywhere(stage, trouble);
		expect(deaths).toBeGreaterThan(30);
		expect(ends.filter(isUntrue)).toEqual([]);
		const states = new Set(ends.map(({ state }) => state));
		expect([...states].sort()).toEqual(trouble.ends);
	},
);
