import { expect, it } from "vitest";
import type { Actor } from "./actor";
import { rolesWith, whyNot } from "./who-may";

const actor = (role: "viewer" | "operator", accountId: string): Actor => ({
	kind: "person",
	id: "p",
	name: "Vi",
	email: "vi@example.org",
	roles: [{ role, accountId }],
	sessionId: "s",
	authenticatedAt: new Date(0),
});

it("names the roles that may", () => {
	expect(rolesWith("source:manage")).toEqual(["owner"]);
	expect(whyNot(actor("viewer", "a"), "post:edit", { account: "a" })).toBe(
		"this takes the role operator or owner",
	);
});

it("is silent where the role is there, on that account alone", () => {
	const operator = actor("operator", "a");
	expect(whyNot(operator, "post:edit", { account: "a" })).toBeNull();
	expect(whyNot(operator, "post:edit", { account: "b" })).not.toBeNull();
});
