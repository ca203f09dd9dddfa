import fc from "fast-check";
import { expect, it } from "vitest";
import {
	contrast,
	DEFAULT_PALETTE,
	mix,
	schemesOf,
	validPalette,
} from "./colours";

it("measures contrast as WCAG does", () => {
	expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
	expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
	expect(mix("#ffffff", "#000000", 0.5)).toBe("#808080");
});

it("replaces a colour that is none", () => {
	expect(validPalette({ ink: "red", accent: "#0A7F5A" })).toEqual({
		...DEFAULT_PALETTE,
		accent: "#0A7F5A",
	});
});

it("makes every palette readable", () => {
	const colour = fc
		.integer({ min: 0, max: 0xffffff })
		.map((value) => `#${value.toString(16).padStart(6, "0")}`);
	fc.assert(
		fc.property(
			fc.record({ background: colour, ink: colour, accent: colour }),
			(palette) => {
				for (const scheme of Object.values(schemesOf(palette))) {
					expect(contrast(scheme.text, scheme.ground)).toBeGreaterThanOrEqual(
						4.5,
					);
					expect(contrast(scheme.muted, scheme.ground)).toBeGreaterThanOrEqual(
						4.5,
					);
					expect(
						contrast(scheme.markText, scheme.ground),
					).toBeGreaterThanOrEqual(3);
					expect(contrast(scheme.onMark, scheme.mark)).toBeGreaterThanOrEqual(
						4.5,
					);
				}
			},
		),
	);
});
