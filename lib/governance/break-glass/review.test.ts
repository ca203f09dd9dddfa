import { expect, test } from "vitest";
import { addMs, HOUR, MINUTE } from "@/lib/core/time";
import { leadSinceOf, refuseReview } from "./review";

const BROKEN = new Date("2026-11-28T12:00:00Z");
const before = addMs(BROKEN, -HOUR);
const after = addMs(BROKEN, HOUR);
const glass = {
	requestedBy: "breaker",
	requestedAt: BROKEN,
	reviewedAt: null,
	state: "requested" as const,
	opensAt: BROKEN,
	closesAt: addMs(BROKEN, 30 * MINUTE),
};

test.each([
	["was there and led", before, before, null],
	["was there, and got the role afterwards", before, after, "young"],
	["came, or came back, afterwards with an old role", after, before, "young"],
	["got both at that very moment", BROKEN, BROKEN, null],
])("who %s", (_, since, grantedAt, refusal) => {
	const roles = [
		{ role: "viewer", accountId: null, grantedAt: before },
		{ role: "compliance", accountId: "a", grantedAt },
	];
	const asking = { now: after, reader: "other", permitted: true };
	const at = (account: string) =>
		refuseReview(glass, {
			...asking,
			leadSince: leadSinceOf({ since, roles }, [account]),
		});
	expect(at("a")).toBe(refusal);
	expect(at("elsewhere")).toBe("no_role");
});

test.each([
	["half an hour of it still to run", 0, "requested", "open"],
	["its last millisecond", 30 * MINUTE - 1, "requested", "open"],
	["just over", 30 * MINUTE, "requested", null],
	["closed early", MINUTE, "closed", null],
] as const)("%s", (_, elapsed, state, refusal) => {
	const asking = { reader: "other", permitted: true, leadSince: before };
	const now = addMs(BROKEN, elapsed);
	expect(refuseReview({ ...glass, state }, { ...asking, now })).toBe(refusal);
});
