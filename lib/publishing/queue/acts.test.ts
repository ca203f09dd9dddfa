import { expect, it } from "vitest";
import { POST_STATES, type PostState } from "@/lib/publishing/post/model";
import { postActs } from "./acts";
import { POST_ACTS, type PostActs } from "./model";

const now = new Date("2026-11-23T09:00:00Z");
const later = new Date("2026-11-23T15:00:00Z");
const anybody = {
	edit: null,
	decide: null,
	approve: null,
	quarantine: null,
	lift: null,
};
const clean = { standing: null, endedAt: null };
const bad = {
	standing: { byName: "Cleo", at: now, reason: "a stolen picture" },
	endedAt: null,
};
const post = (state: PostState) => ({
	state,
	expiresAt: later,
	moderation: "pass" as const,
	approvedByPerson: false,
	quarantine: clean,
	hasMedia: true,
});

const possible = (acts: PostActs) =>
	POST_ACTS.filter((act) => acts[act] === null && act !== "approve");

it.each([
	[
		"queued",
		["reject", "edit", "hold", "reschedule", "publishNext", "quarantine"],
	],
	["held", ["reject", "edit", "release", "reschedule", "quarantine"]],
	["claimed", ["reject", "hold", "quarantine"]],
	["container_ready", ["reject", "hold", "quarantine"]],
	["simulated", ["requeue", "quarantine"]],
	["failed", ["requeue", "quarantine"]],
	["expired", ["requeue", "quarantine"]],
	["publishing", ["quarantine"]],
	["published", ["quarantine"]],
	["unknown", ["resolve", "quarantine"]],
	["needs_human", ["resolve", "quarantine"]],
	["cancelled", ["quarantine"]],
	["quarantined", ["requeue", "quarantine"]],
] as const)("a %s post allows %j", (state, acts) => {
	expect(possible(postActs(post(state), anybody, now))).toEqual(acts);
});

it("says what a post in doubt is, not the name of its state", () => {
	const acts = postActs(post("unknown"), anybody, now);
	expect(acts.edit).toBe("a post whose outcome is unknown cannot be edited");
	expect(acts.hold).toBe("a post whose outcome is unknown cannot be held");
	expect(postActs(post("needs_human"), anybody, now).requeue).toBe(
		"a post that a person has to settle cannot be requeued",
	);
});

it("names the role before the state, whatever the state", () => {
	const viewer = {
		edit: "no role",
		decide: "no role",
		approve: "no role",
		quarantine: "no role",
		lift: "no role",
	};
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

it.each([
	["quarantined", ["liftQuarantine"]],
	["queued", ["reject", "hold", "liftQuarantine"]],
	["held", ["reject", "liftQuarantine"]],
	["failed", ["liftQuarantine"]],
	["published", ["liftQuarantine"]],
	["unknown", ["resolve", "liftQuarantine"]],
] as const)(
	"a %s post whose picture is quarantined allows %j, and says why no more",
	(state, allowed) => {
		const acts = postActs({ ...post(state), quarantine: bad }, anybody, now);
		expect(possible(acts)).toEqual(allowed);
		for (const act of ["edit", "release", "publishNext", "requeue"] as const)
			expect(acts[act]).toContain("quarantined by Cleo: a stolen picture");
		expect(acts.quarantine).toContain("Cleo");
	},
);

it("sends a post whose quarantine has ended to a new slot, and nowhere else", () => {
	const acts = postActs(post("quarantined"), anybody, now);
	for (const act of [
		"edit",
		"hold",
		"reject",
		"release",
		"publishNext",
	] as const)
		expect(acts[act]).toContain("requeue it into a new slot first");
	expect(acts.liftQuarantine).toBe("its picture is not quarantined");
});

it("quarantines nothing where there is no picture of ours", () => {
	const bare = { ...post("published"), hasMedia: false };
	expect(postActs(bare, anybody, now).quarantine).toContain("no picture");
});
