import { expect, it } from "vitest";
import { postActs } from "./acts";
import { POST_STATES, type PostState } from "./model";
import { POST_ACTS, type PostActs } from "./model-queue";

const now = new Date("2026-11-23T09:00:00Z");
const later = new Date("2026-11-23T15:00:00Z");
const anybody = { edit: null, decide: null, approve: null };
const post = (state: PostState) => ({
	state,
	expiresAt: later,
	moderation: "pass" as const,
	approvedByPerson: false,
});

const possible = (acts: PostActs) =>
	POST_ACTS.filter((act) => acts[act] === null && act !== "approve");

it.each([
	["queued", ["reject", "edit", "hold", "reschedule", "publishNext"]],
	["held", ["reject", "edit", "release", "reschedule"]],
	["claimed", ["reject", "hold"]],
	["container_ready", ["reject", "hold"]],
	["simulated", ["requeue"]],
	["failed", ["requeue"]],
	["expired", ["requeue"]],
	["publishing", []],
	["published", []],
	["unknown", ["resolve"]],
	["needs_human", ["resolve"]],
	["cancelled", []],
	["quarantined", []],
] as const)("a %s post allows %j", (state, acts) => {
	expect(possible(postActs(post(state), anybody, now))).toEqual(acts);
});

it("names the role before the state, whatever the state", () => {
	const viewer = { edit: "no role", decide: "no role", approve: "no role" };
	for (const state of POST_STATES)
		expect(Object.values(postActs(post(state), viewer, now))).toEqual(
			POST_ACTS.map(() => "no role"),
		);
});

it("does not release what moderation held, unless a person approved it", () => {
	const held = { ...post("held"), moderation: "hold" as const };
	expect(postActs(held, anybody, now).release).toContain("moderation");
	const approved = { ...held, approvedByPerson: true };
	expect(postActs(approved, anybody, now).release).toBeNull();
});

it("does not release into a slot that is long past", () => {
	expect(postActs(post("held"), anybody, later).release).toContain("6 hours");
});
