import { describe, expect, it } from "vitest";
import {
	type Actor,
	can,
	type Scope,
	serviceActor,
	visibleAccounts,
} from "./actor";
import {
	PERMISSIONS,
	type Permission,
	ROLES,
	SCOPE_PERMISSIONS,
	SERVICE_PERMISSIONS,
	SERVICES,
} from "./permissions";

const A = "aaaaaaaa-0000-7000-8000-000000000001";
const B = "bbbbbbbb-0000-7000-8000-000000000002";

// docs/rules.md, "Who may do what": v o w c a = viewer, operator, owner, compliance, admin.
const TABLE: Record<Permission, string> = {
	read: "v o w c a",
	"self:manage": "v o w c a",
	"audit:export": "o w c a",
	"run:start": "o w",
	"run:advance": "o w",
	"post:edit": "o w",
	"incident:manage": "o w",
	"checklist:confirm": "o w",
	"window:request": "o w c",
	"halt:set": "o w c",
	"window:close": "o w c",
	"grant:autonomous": "w",
	"strategy:manage": "w",
	"source:manage": "w",
	"grant:approval": "c",
	"moderation:manage": "c",
	"quarantine:set": "c",
	"quarantine:lift": "c",
	"hold:set": "c",
	"hold:shorten": "w c",
	"glass:break": "w c",
	"glass:review": "w c",
	"budget:set": "w",
	"budget:raise": "w",
	"policy:set": "w c",
	"policy:tighten": "o w c",
	"halt:lift-policy": "c",
	"post:decide": "o w c",
	"halt:lift-operational": "w",
	signoff: "o w",
	"people:manage": "a",
	"account:manage": "a",
	"integration:manage": "a",
	"post:publish": "",
	"telemetry:write": "",
	"clock:advance": "",
};
const LETTER = {
	viewer: "v",
	operator: "o",
	owner: "w",
	compliance: "c",
	admin: "a",
};

const person = (roles: Extract<Actor, { kind: "person" }>["roles"]): Actor => ({
	kind: "person",
	id: "p",
	name: "P",
	email: "p@example.org",
	roles,
	sessionId: "s",
	authenticatedAt: new Date(0),
});

describe.each(ROLES)("%s", (role) => {
	it.each(PERMISSIONS)("%s", (permission) => {
		const allowed = TABLE[permission].split(" ").includes(LETTER[role]);
		const on = (accountId: string | null, scope: Scope) =>
			can(person([{ role, accountId }]), permission, scope);
		expect(on(null, { account: A })).toBe(allowed);
		expect(on(null, "all")).toBe(allowed);
		expect(on(A, { account: A })).toBe(allowed);
		expect(on(A, "any")).toBe(allowed);
		expect(on(A, { account: B })).toBe(false);
		expect(on(A, "all")).toBe(false);
	});
});

it("gives nobody anything without a role", () => {
	for (const permission of PERMISSIONS)
		expect(can(person([]), permission)).toBe(false);
});

it("adds up the roles of one person, each in its place", () => {
	const actor = person([
		{ role: "owner", accountId: A },
		{ role: "compliance", accountId: B },
	]);
	expect(can(actor, "grant:autonomous", { account: A })).toBe(true);
	expect(can(actor, "grant:approval", { account: A })).toBe(false);
	expect(can(actor, "grant:approval", { account: B })).toBe(true);
	expect(visibleAccounts(actor)).toEqual([A, B]);
});

it("lets no service approve, grant, lift, sign or change what it may do", () => {
	const never: Permission[] = [
		"post:decide",
		"grant:autonomous",
		"grant:approval",
		"halt:lift-operational",
		"halt:lift-policy",
		"signoff",
		"window:request",
		"policy:set",
		"hold:shorten",
		"glass:break",
		"glass:review",
	];
	for (const service of SERVICES)
		for (const permission of never)
			expect(can(serviceActor(service), permission, "all")).toBe(false);
	expect(SERVICE_PERMISSIONS.web).toEqual([]);
});

describe("a token", () => {
	const token = (
		scopes: Extract<Actor, { kind: "token" }>["scopes"],
		role: (typeof ROLES)[number],
	): Actor => ({
		kind: "token",
		id: "p",
		name: "P",
		email: "p@example.org",
		tokenId: "t",
		roles: [{ role, accountId: null }],
		scopes,
	});

	it("may do what both its scope and its person may", () => {
		expect(can(token(["work"], "operator"), "run:start")).toBe(true);
		expect(can(token(["read"], "operator"), "run:start")).toBe(false);
		expect(can(token(["work"], "viewer"), "run:start")).toBe(false);
		expect(can(token([], "owner"), "read")).toBe(false);
	});

	it("needs govern, approve and signoff by name for what they guard", () => {
		const guarded: Permission[] = [
			"grant:autonomous",
			"grant:approval",
			"halt:lift-operational",
			"halt:lift-policy",
			"hold:set",
			"hold:shorten",
			"glass:break",
			"glass:review",
			"policy:set",
			"quarantine:set",
			"quarantine:lift",
			"moderation:manage",
			"post:decide",
			"signoff",
		];
		for (const scope of ["read", "work", "admin"] as const)
			for (const permission of guarded)
				expect(SCOPE_PERMISSIONS[scope]).not.toContain(permission);
	});

	it("makes no further tokens", () => {
		for (const scopes of Object.values(SCOPE_PERMISSIONS))
			expect(scopes).not.toContain("self:manage");
	});
});
