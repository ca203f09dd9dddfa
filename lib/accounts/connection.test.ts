import { expect, it } from "vitest";
import { addMs, DAY } from "@/lib/core/time";
import { type ConnectionFacts, decideRefresh, missingFor } from "./connection";

const account = { handle: "acme_daily", igUserId: "17841" };
const good: ConnectionFacts = {
	me: {
		ok: true,
		igUserIds: ["17841", "99"],
		username: "acme_daily",
		accountType: "Business",
	},
	limit: { ok: true },
};

it("finds nothing missing where nothing is", () => {
	expect(missingFor(good, account)).toEqual([]);
});

it("names a refused token, a foreign one, a private account and a missing scope", () => {
	const refused = {
		ok: false as const,
		judged: true,
		said: "code 190, expired",
	};
	expect(missingFor({ me: refused, limit: refused }, account)).toEqual([
		"The token is not accepted: code 190, expired",
	]);
	const foreign = missingFor(
		{
			me: {
				ok: true,
				igUserIds: ["5"],
				username: "other",
				accountType: "PERSONAL",
			},
			limit: { ok: false, judged: true, said: "code 10, no permission" },
		},
		account,
	);
	expect(foreign).toHaveLength(2);
	expect(foreign.join()).toMatch(/@other.*professional/);
	const scopeless = missingFor(
		{
			...good,
			limit: { ok: false, judged: true, said: "code 10, no permission" },
		},
		account,
	);
	expect(scopeless).toEqual([expect.stringContaining("content_publish")]);
});

it("says nothing of a token that the platform did not look at", () => {
	const silent = { ok: false as const, judged: false, said: "timeout" };
	expect(missingFor({ me: silent, limit: silent }, account)).toEqual([
		"The platform could not say (timeout): nothing is known of the token, try again.",
	]);
	expect(missingFor({ ...good, limit: silent }, account)).toEqual([
		"The platform could not say (timeout): nothing is known of the token, try again.",
	]);
});

const NOW = new Date("2026-11-23T08:00:00Z");
it.each([
	[addMs(NOW, 30 * DAY), "wait"],
	[addMs(NOW, 30 * DAY - 1), "refresh"],
	[addMs(NOW, 1), "refresh"],
	[NOW, "expired"],
] as const)("a token that ends at %s: %s", (expiresAt, decision) => {
	expect(decideRefresh({ expiresAt, savedAt: NOW }, NOW)).toBe(decision);
});

it.each([
	[NOW, "wait"],
	[addMs(NOW, 1 - DAY), "wait"],
	[addMs(NOW, -DAY), "refresh"],
	[null, "refresh"],
] as const)("a token of unknown end, stored at %s: %s", (savedAt, decision) => {
	expect(decideRefresh({ expiresAt: null, savedAt }, NOW)).toBe(decision);
});
