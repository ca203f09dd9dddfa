import { expect, test } from "vitest";
import { addMs, HOUR } from "@/lib/core/time";
import { leadSinceOf, refuseReview } from "./review";

const BROKEN = new Date("2026-11-28T12:00:00Z");
const before = addMs(BROKEN, -HOUR);
const after = addMs(BROKEN, HOUR);
const glass = {
	requestedBy: "breaker",
	requestedAt: BROKEN,
	reviewedAt: null,
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
	const asking = { reader: "other", permitted: true };
	const at = (account: string) =>
		refuseReview(glass, {
			...asking,
			leadSince: leadSinceOf({ since, roles }, [account]),
		});
	expect(at("a")).toBe(refusal);
	expect(at("elsewhere")).toBe("no_role");
});
