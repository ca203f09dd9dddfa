import { describe, expect, test } from "vitest";
import {
	INCIDENT_STATES,
	incidentFilterOf,
	matches,
	OPEN_INCIDENT_STATES,
} from "./model";

const asked = (query: string) => incidentFilterOf(new URLSearchParams(query));

describe("the filter in the URL", () => {
	test("shows what is open unless told otherwise", () => {
		expect(asked("")).toEqual({ account: null, state: "open", severity: null });
		expect(asked("state=nonsense&severity=9")).toMatchObject({
			state: "open",
			severity: null,
		});
		expect(asked("state=closed&severity=2")).toMatchObject({
			state: "closed",
			severity: 2,
		});
	});

	test("keeps what it names and nothing else", () => {
		const kept = (state: Parameters<typeof asked>[0]) =>
			INCIDENT_STATES.filter((one) =>
				matches({ state: one, severity: 2 }, asked(state)),
			);
		expect(kept("")).toEqual([...OPEN_INCIDENT_STATES]);
		expect(kept("state=all")).toEqual([...INCIDENT_STATES]);
		expect(kept("state=resolved")).toEqual(["resolved"]);
		expect(kept("severity=1")).toEqual([]);
	});
});
