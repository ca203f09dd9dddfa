import { expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { RUN_STATES } from "@/lib/pipeline/model";
import { runActs } from "./acts";

const person = (role: "viewer" | "operator"): Actor => ({
	kind: "person",
	id: "p",
	name: "Ola",
	email: "ola@example.org",
	roles: [{ role, accountId: null }],
	sessionId: "s",
	authenticatedAt: new Date(0),
});

it.each([
	["queued", ["cancel", "rerun"]],
	["running", ["cancel"]],
	["waiting", ["resume", "cancel", "rerun"]],
	["succeeded", ["rerun"]],
	["failed", ["resume", "cancel", "rerun"]],
	["cancelled", []],
] as const)("a %s run allows %j", (state, allowed) => {
	const acts = runActs(person("operator"), { accountId: "a", state });
	const possible = Object.entries(acts).flatMap(([act, why]) =>
		why === null ? [act] : [],
	);
	expect(possible).toEqual(allowed);
});

it("names the role before the state", () => {
	for (const state of RUN_STATES)
		expect(
			Object.values(runActs(person("viewer"), { accountId: "a", state })),
		).toEqual(Array(3).fill("this takes the role operator or owner"));
});
