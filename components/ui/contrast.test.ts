import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

type Scheme = "light" | "dark";

const css = readFileSync(
	new URL("../../app/globals.css", import.meta.url),
	"utf8",
);

const tokens = new Map(
	[
		...css.matchAll(
			/--color-([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g,
		),
	].map(([, name, light, dark]) => [name, { light, dark }]),
);

function luminance(hex: string): number {
	const [r = 0, g = 0, b = 0] = [1, 3, 5]
		.map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
		.map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG 2.2 contrast ratio of two tokens. */
function contrast(a: string, b: string, scheme: Scheme): number {
	const [one, two] = [a, b].map((name) => {
		const hex = tokens.get(name)?.[scheme];
		if (!hex) throw new Error(`no colour token ${name}`);
		return luminance(hex) + 0.05;
	});
	return Math.max(one ?? 0, two ?? 0) / Math.min(one ?? 1, two ?? 1);
}

const GROUNDS = ["canvas", "surface", "sunken", "raised"];
const TONES = ["accent", "ok", "warn", "bad", "info", "live"];

const TEXT_PAIRS = [
	...["ink", "ink-muted", ...TONES].flatMap((text) =>
		GROUNDS.map((ground) => [text, ground] as const),
	),
	...TONES.flatMap((tone) => [
		[tone, `${tone}-soft`] as const,
		["ink", `${tone}-soft`] as const,
		["ink-muted", `${tone}-soft`] as const,
		["on-solid", `${tone}-solid`] as const,
	]),
	["ink-muted", "line"],
	["on-solid", "accent-strong"],
	["on-solid", "bad-strong"],
] as const;

const EDGE_PAIRS = [
	...["control", "focus"].flatMap((edge) =>
		[...GROUNDS, "accent-soft"].map((ground) => [edge, ground] as const),
	),
	...["a", "b", "c", "d"].map((line) => [`series-${line}`, "surface"] as const),
];

describe.each(["light", "dark"] as const)("%s colours", (scheme) => {
	test.each(TEXT_PAIRS)("text %s on %s", (text, ground) => {
		expect(contrast(text, ground, scheme)).toBeGreaterThanOrEqual(4.5);
	});
	test.each(EDGE_PAIRS)("edge %s on %s", (edge, ground) => {
		expect(contrast(edge, ground, scheme)).toBeGreaterThanOrEqual(3);
	});
});
