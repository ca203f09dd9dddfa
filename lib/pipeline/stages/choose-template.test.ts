import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ActiveStrategy, ActiveTemplate } from "@/lib/content/model";
import { chooseTemplate } from "./choose-template";

const template = (key: string, weight: number): ActiveTemplate => ({
	key,
	version: 1,
	weight,
	name: key,
	format: "image",
	instructions: "Write something worth reading.",
	layout: "list",
});
const strategy = (...templates: ActiveTemplate[]): ActiveStrategy => ({
	id: "s",
	version: 1,
	formats: ["image"],
	notes: "",
	templates,
});
const drawMany = (of: ActiveStrategy, recent: string[] = []) => {
	const counts = new Map<string, number>();
	for (let i = 0; i < 1000; i += 1) {
		const { key } = chooseTemplate(
			of,
			{ templates: recent },
			`run-${i}`,
		).template;
		counts.set(key, (counts.get(key) ?? 0) + 1);
	}
	return counts;
};

describe("chooseTemplate", () => {
	test("draws by weight", () => {
		const counts = drawMany(strategy(template("a", 30), template("b", 10)));
		expect(counts.get("a")).toBeGreaterThan(690);
		expect(counts.get("a")).toBeLessThan(810);
	});

	test("lets the last one rest and halves the chance of the others used", () => {
		const of = strategy(
			template("a", 10),
			template("b", 10),
			template("c", 10),
		);
		const counts = drawMany(of, ["a@1", "b@1"]);
		expect(counts.has("a")).toBe(false);
		expect(counts.get("c") ?? 0).toBeGreaterThan((counts.get("b") ?? 0) * 1.5);
	});

	test("uses the only template again rather than none", () => {
		const only = strategy(template("a", 10), template("b", 0));
		expect(drawMany(only, ["a@1"]).get("a")).toBe(1000);
	});

	test("refuses a strategy without a usable template", () => {
		expect(() =>
			chooseTemplate(strategy(template("a", 0)), { templates: [] }, "x"),
		).toThrow(/give one a weight/);
	});

	test("is the same for the same run, never draws a weight of zero, and says its shares", () => {
		fc.assert(
			fc.property(
				fc.array(fc.nat(50), { minLength: 1, maxLength: 8 }),
				fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 10 }),
				fc.uuid(),
				(weights, used, seed) => {
					fc.pre(weights.some((weight) => weight > 0));
					const of = strategy(...weights.map((w, i) => template(`t${i}`, w)));
					const recent = { templates: used.map((i) => `t${i}@1`) };
					const choice = chooseTemplate(of, recent, seed);
					expect(choice.template.weight).toBeGreaterThan(0);
					expect(chooseTemplate(of, recent, seed)).toEqual(choice);
					const sum = choice.shares.reduce((all, { share }) => all + share, 0);
					expect(Math.abs(sum - 1000)).toBeLessThanOrEqual(weights.length);
				},
			),
		);
	});
});
