import { expect, test } from "vitest";
import { etaInstant } from "./eta";

const NOW = new Date("2026-10-24T22:00:00.000Z");

test.each([
	["an instant", new Date("2026-10-25T01:00:00Z"), "2026-10-25T01:00:00.000Z"],
	[
		"a text with its offset",
		"2026-10-25T01:00:00+02:00",
		"2026-10-24T23:00:00.000Z",
	],
	["minutes from now", { inMinutes: 90 }, "2026-10-24T23:30:00.000Z"],
	[
		"a wall clock before the change to winter time",
		{ local: "2026-10-25T01:30", zone: "Europe/Berlin" },
		"2026-10-24T23:30:00.000Z",
	],
	[
		"a wall clock after it",
		{ local: "2026-10-25T03:30", zone: "Europe/Berlin" },
		"2026-10-25T02:30:00.000Z",
	],
])("%s", (_, eta, expected) => {
	expect(etaInstant(eta, NOW).toISOString()).toBe(expected);
});
