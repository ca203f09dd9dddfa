import fc from "fast-check";
import { expect, it } from "vitest";
import { diffWords } from "./word-diff";

it("shows what went and what came", () => {
	expect(diffWords("five tools we use", "three tools we love")).toEqual([
		{ kind: "gone", text: "five " },
		{ kind: "new", text: "three " },
		{ kind: "same", text: "tools we " },
		{ kind: "gone", text: "use" },
		{ kind: "new", text: "love" },
	]);
});

it("gives both texts back, whatever they are", () => {
	const text = fc
		.array(fc.constantFrom("a", "b", " ", "\n", "é", "🙂"))
		.map((parts) => parts.join(""));
	fc.assert(
		fc.property(text, text, (before, after) => {
			const parts = diffWords(before, after);
			const side = (hidden: string) =>
				parts
					.filter(({ kind }) => kind !== hidden)
					.map(({ text }) => text)
					.join("");
			expect(side("new")).toBe(before);
			expect(side("gone")).toBe(after);
		}),
	);
});

it("finds no difference in a text and itself", () => {
	expect(diffWords("a b", "a b")).toEqual([{ kind: "same", text: "a b" }]);
});
