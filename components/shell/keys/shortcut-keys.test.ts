import { describe, expect, test } from "vitest";
import { type KeyPress, shortcutOf } from "./shortcut-keys";

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
	key,
	withModifier: false,
	busyElsewhere: false,
	awaitingLetter: false,
	...more,
});

describe("shortcutOf", () => {
	test.each([
		["g", { kind: "await_letter" }],
		["j", { kind: "move", by: 1 }],
		["k", { kind: "move", by: -1 }],
		["Enter", { kind: "open_row" }],
		["?", { kind: "help" }],
		["a", { kind: "row_act", letter: "a" }],
		["r", { kind: "row_act", letter: "r" }],
		["Tab", { kind: "none" }],
		["A", { kind: "none" }],
	] as const)("%s", (key, wanted) => {
		expect(shortcutOf(press(key))).toEqual(wanted);
	});

	test("g then a letter goes, an unknown letter does nothing", () => {
		const after = { awaitingLetter: true };
		expect(shortcutOf(press("k", after))).toEqual({
			kind: "go",
			href: "/kpis",
		});
		expect(shortcutOf(press("z", after))).toEqual({ kind: "none" });
	});

	test.each([{ withModifier: true }, { busyElsewhere: true }])(
		"never takes a key that belongs elsewhere: %j",
		(more) => {
			for (const key of ["g", "j", "a", "?", "Enter"])
				expect(shortcutOf(press(key, more))).toEqual({ kind: "none" });
		},
	);
});
