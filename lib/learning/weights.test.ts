import { expect, test } from "vitest";
import { decideWeights } from "./weights";

const weights = [
	{ key: "a", version: 1, weight: 25 },
	{ key: "b", version: 2, weight: 20 },
	{ key: "c", version: 1, weight: 900 },
];

test("the promoted gain half, up to the most; the retired rest; the others keep theirs", () => {
	expect(
		decideWeights(weights, { promote: ["a@1", "c@1"], retire: ["b@2"] }),
	).toEqual({
		templates: [
			{ key: "a", version: 1, weight: 38 },
			{ key: "b", version: 2, weight: 0 },
			{ key: "c", version: 1, weight: 1000 },
		],
		delta: [
			{ template: "a@1", before: 25, after: 38 },
			{ template: "b@2", before: 20, after: 0 },
			{ template: "c@1", before: 900, after: 1000 },
		],
	});
});

test("what is not in the strategy, or is at its end already, changes nothing", () => {
	const resting = [{ key: "a", version: 1, weight: 0 }];
	const { delta } = decideWeights(resting, {
		promote: ["z@1"],
		retire: ["a@1", "y@1"],
	});
	expect(delta).toEqual([]);
});
