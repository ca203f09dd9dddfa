import { describe, expect, test } from "vitest";
import {
	canMoveIncident,
	causeOf,
	INCIDENT_STATES,
} from "@/lib/incidents/model";
import { decideEta, decideSeverity, stampsOf } from "./transitions";

const NOW = new Date("2026-11-23T09:00:00Z");
const inMinutes = (minutes: number) =>
	new Date(NOW.getTime() + minutes * 60_000);

test("the moves of an incident, all of them", () => {
	const moves = INCIDENT_STATES.flatMap((from) =>
		INCIDENT_STATES.filter((to) => canMoveIncident(from, to)).map(
			(to) => `${from} ${to}`,
		),
	);
	expect(moves).toEqual([
		"triage active",
		"triage cancelled",
		"active mitigated",
		"active resolved",
		"active cancelled",
		"mitigated active",
		"mitigated resolved",
		"resolved active",
		"resolved closed",
	]);
});

describe("stamps", () => {
	test("the first acknowledgement stands when a cause comes back", () => {
		const first = inMinutes(-60);
		expect(stampsOf("active", NOW, first)).toEqual({
			acknowledgedAt: first,
			mitigatedAt: null,
			resolvedAt: null,
		});
		expect(stampsOf("active", NOW, null).acknowledgedAt).toEqual(NOW);
	});
});

describe("severity", () => {
	const change = { from: 2, to: 3, setBy: "ann", ownerId: "bob" } as const;
	test.each([
		[
			"a second person lowers it, with a reason",
			{ reason: "one post" },
			"eve",
			"allowed",
		],
		["not without a reason", { reason: null }, "eve", "no_reason"],
		["not by who set it", { reason: "one post" }, "ann", "second_person"],
		["not by the owner", { reason: "one post" }, "bob", "second_person"],
		["anyone raises it", { to: 1, reason: null }, "bob", "allowed"],
		["the same is no change", { to: 2, reason: "x" }, "eve", "same"],
	] as const)("%s", (_, given, actor, expected) => {
		const decision = decideSeverity({ ...change, ...given }, actor);
		expect(decision.kind === "allowed" ? "allowed" : decision.why).toBe(
			expected,
		);
	});
});

describe("an ETA", () => {
	const active = { state: "active", before: null } as const;
	test.each([
		["first", active, 30, null, { kind: "allowed", slipped: false }],
		["past", active, -1, null, { kind: "refused", why: "past" }],
		["now", active, 0, null, { kind: "refused", why: "past" }],
		[
			"earlier",
			{ state: "active", before: inMinutes(60) },
			30,
			null,
			{ kind: "allowed", slipped: false },
		],
		[
			"later, silent",
			{ state: "active", before: inMinutes(10) },
			30,
			null,
			{ kind: "refused", why: "no_reason" },
		],
		[
			"later, said why",
			{ state: "active", before: inMinutes(10) },
			30,
			"parts",
			{ kind: "allowed", slipped: true },
		],
		[
			"resolved",
			{ state: "resolved", before: null },
			30,
			null,
			{ kind: "refused", why: "not_open" },
		],
	] as const)("%s", (_, facts, minutes, reason, expected) => {
		expect(decideEta(facts, { at: inMinutes(minutes), reason }, NOW)).toEqual(
			expected,
		);
	});
});

test("the same words are the same cause", () => {
	expect(causeOf("  Queue   is EMPTY ")).toBe(causeOf("queue is empty"));
});
