import { describe, expect, test } from "vitest";
import { MEDIA_METRICS, parseInsights } from "./parse";

const value = (name: string, n: number) => ({ name, values: [{ value: n }] });

describe("metrics out of an insights answer", () => {
	test("an empty answer has no metric, not a 0", () => {
		expect(parseInsights([], MEDIA_METRICS)).toEqual({});
	});

	test("a true 0 stays a 0, what is left out stays out", () => {
		expect(
			parseInsights([value("reach", 0), value("saved", 4)], MEDIA_METRICS),
		).toEqual({ reach: 0, saved: 4 });
	});

	test("a total value is read, and an unknown metric is not", () => {
		const data = [
			{ name: "reach", total_value: { value: 224 } },
			value("reposts", 9),
		];
		expect(parseInsights(data, ["reach"])).toEqual({ reach: 224 });
	});

	test.each([[[]], [[{ value: -1 }]], [[{ value: 1.5 }]]])(
		"values %j count as left out",
		(values) => {
			expect(parseInsights([{ name: "reach", values }], ["reach"])).toEqual({});
		},
	);
});
