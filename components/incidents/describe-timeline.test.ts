import { expect, test } from "vitest";
import type { TimelineEntry } from "@/lib/incidents/model";
import { timelineLine } from "./describe-timeline";

const entry = (part: Partial<TimelineEntry>): TimelineEntry => ({
	seq: "7",
	at: "2026-11-23T08:00:00.000Z",
	actor: "Ada",
	action: "incident.note",
	reason: null,
	before: null,
	after: null,
	facts: null,
	...part,
});

const reader = {
	zone: "Europe/Berlin",
	nameOf: (id: string) => (id === "p1" ? "Grace" : null),
};

test.each([
	[{ action: "incident.open", after: { severity: 2 } }, "opened it as SEV2"],
	[{ action: "incident.acknowledge" }, "acknowledged it"],
	[{ action: "incident.assign", after: { ownerId: "p1" } }, "gave it to Grace"],
	[
		{ action: "incident.assign", after: { ownerId: "p2" } },
		"gave it to somebody who left",
	],
	[
		{
			action: "incident.set-eta",
			after: { etaAt: "2026-11-23T09:30:00.000Z" },
			facts: { slipped: true },
		},
		"set the ETA to 23 Nov 2026, 10:30 Europe/Berlin, later than promised",
	],
	[
		{
			action: "incident.set-severity",
			before: { severity: 3 },
			after: { severity: 1 },
		},
		"changed SEV3 to SEV1",
	],
	[{ action: "incident.note", reason: "looking" }, "noted"],
	[{ action: "incident.note" }, "saw the cause again"],
	[{ action: "incident.unheard-of" }, "incident.unheard-of"],
])("%j", (part, line) => {
	expect(timelineLine(entry(part), reader)).toBe(line);
});
