import { expect, test } from "vitest";
import type { IncidentSeverity } from "@/lib/incidents/model";
import { isNews } from "./notify";

const spike = (
	failures: number,
	attempts: number,
	severity: IncidentSeverity = 2,
) => ({
	severity,
	evidence: { failures, attempts },
});
const nobody = (...workers: string[]) => ({
	severity: 2 as const,
	evidence: { silent: workers, workWaits: false, alive: 0 },
});
const silent = (...workers: string[]) => ({
	severity: 3 as const,
	evidence: { silent: workers, workWaits: false, alive: 1 },
});

test.each([
	["the same", spike(3, 10), spike(3, 10), false],
	["more good attempts", spike(3, 10), spike(3, 12), false],
	["failures leaving the hour", spike(3, 10), spike(2, 9), false],
	["another failure", spike(3, 10), spike(4, 11), true],
	["worse", spike(3, 10), spike(3, 10, 1), true],
	["milder", spike(3, 10, 1), spike(3, 10, 3), false],
	["the same worker silent", silent("a:1"), silent("a:1"), false],
	["another worker silent", silent("a:1"), silent("a:1", "b:2"), true],
	[
		"another worker dead while nobody works",
		nobody("a:1"),
		nobody("a:1", "b:2"),
		false,
	],
])("news? %s", (_, known, found, expected) => {
	expect(isNews(known, found)).toBe(expected);
});
