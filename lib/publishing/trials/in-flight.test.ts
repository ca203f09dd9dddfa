import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
	OUTCOMES,
	outcomeAt,
	PLACES,
	STOPS,
	type Stop,
	tableInWords,
	UNDER_WAY,
} from "@/lib/publishing/testing/in-flight";

const document = readFileSync("docs/in-flight.md", "utf8");

test("docs/in-flight.md shows exactly the table that is tested", () => {
	const begin = document.indexOf("| where the post is");
	const end = document.indexOf("\n\n## ", begin);
	expect(document.slice(begin, end).trim()).toBe(tableInWords());
});

describe("what R2 and R3 ask of the table", () => {
	const stops = Object.keys(STOPS) as Stop[];

	test("whatever was on its way out live is never simulated", () => {
		const fresh = ["queued, slot to come", "queued, due", "simulated"];
		for (const situation of PLACES.filter((one) => !fresh.includes(one)))
			for (const stop of stops)
				expect(outcomeAt(situation, stop), `${situation} × ${stop}`).not.toBe(
					"simulated",
				);
	});

	test("only a call that was under way goes out after a stop", () => {
		const stopping = stops.filter((stop) => stop !== "budget used up");
		for (const situation of PLACES.filter((one) => !UNDER_WAY.includes(one)))
			for (const stop of stopping)
				expect(
					OUTCOMES[outcomeAt(situation, stop)].live,
					`${situation} × ${stop}`,
				).toBe(0);
	});
});
