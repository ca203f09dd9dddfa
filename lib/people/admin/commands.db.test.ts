import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { listEvents } from "@/lib/audit/store";
import { type Actor, type ActorRole, can } from "@/lib/auth/actor";
import { ROLES } from "@/lib/auth/permissions";
import { newId } from "@/lib/core/ids";
import type { Db } from "@/lib/db/client";
import { appNow } from "@/lib/db/clock";
import { addDemoPerson, disableDemoPeople } from "@/lib/people/demo/commands";
import { DEMO_PASSWORD } from "@/lib/people/demo/demo";
import { signIn } from "@/lib/people/sign-in/sign-in";
import {
	issueToken,
	issueTokenFor,
	revokeToken,
} from "@/lib/people/tokens/commands";
import { actorOfToken } from "@/lib/people/tokens/tokens";
import { listDemoPeople, listPeople, listTokens } from "@/lib/people/views";
import { createWorld, type World } from "@/lib/testing/world";
import { addPerson, disablePerson } from "./commands";
import { grantRole, revokeRole } from "./commands-roles";

let world: World;
let db: Db;
let owner: Db;
let count = 0;

beforeAll(async () => {
	world = await createWorld();
	({ db, owner } = world);
});
beforeEach(() => demoMode(false));
afterAll(() => world.drop());

const demoMode = async (demo: boolean): Promise<void> => {
	await owner.setting.update({ where: { id: 1 }, data: { demo } });
};
const setup = () => world.service("setup");
const actorOf = (secret: string) =>
	actorOfToken(db, secret, world.service("web"));

const someone = async (...roles: ActorRole[]) => {
	const email = `someone-${++count}@example.org`;
	const { personId } = await addPerson(setup(), {
		email,
		name: `Someone ${count}`,
		roles,
	});
	const actor: Actor = {
		kind: "person",
		id: personId,
		name: `Someone ${count}`,
		email,
		roles,
		sessionId: newId(),
		authenticatedAt: await appNow(db),
	};
	return { personId, email, actor };
};

const everywhere = (role: ActorRole["role"]): ActorRole => ({
	role,
	accountId: null,
});

it("adds a person once, whatever the case of the address", async () => {
	const { email } = await someone();
	await expect(
		addPerson(setup(), { email: email.toUpperCase(), name: "Twin" }),
	).rejects.toMatchObject({ code: "conflict" });
	await expect(
		addPerson(setup(), {
			email: "lost@example.org",
			name: "Lost",
			roles: [{ role: "viewer", accountId: newId() }],
		}),
	).rejects.toMatchObject({ code: "not_found" });
});

it("lets only administrators manage people, and audits who else tried", async () => {
	const compliance = await someone(everywhere("compliance"));
	const admin = await someone(everywhere("admin"));
	const target = await someone(everywhere("viewer"));
	const grant = { personId: target.personId, ...everywhere("owner") };
	const ctx = world.as(compliance.actor);
	await expect(grantRole(ctx, grant)).rejects.toMatchObject({
		code: "forbidden",
	});
	expect(await listEvents(db, { trace: ctx.trace, limit: 5 })).toMatchObject([
		{
			action: "access.deny",
			subjectId: "people:manage",
			actorId: compliance.personId,
		},
	]);
	await grantRole(world.as(admin.actor), grant);
	await expect(grantRole(world.as(admin.actor), grant)).rejects.toMatchObject({
		code: "conflict",
	});
});

it("announces every role to all approvers, in the same transaction", async () => {
	const lead = await someone(everywhere("compliance"));
	const target = await someone();
	const ctx = setup();
	await grantRole(ctx, { personId: target.personId, ...everywhere("owner") });
	const message = await db.outboxMessage.findFirstOrThrow({
		where: { dedupeKey: { contains: ctx.trace } },
	});
	expect(message.text).toContain(`${target.actor.name} owner on all accounts`);
	expect(message.text).toContain(lead.actor.name);
});

it("raises the brake when a right goes away", async () => {
	const target = await someone(everywhere("owner"));
	const before = await db.brake.findUniqueOrThrow({ where: { id: 1 } });
	await revokeRole(setup(), {
		personId: target.personId,
		...everywhere("owner"),
	});
	await disablePerson(setup(), { personId: target.personId });
	const after = await db.brake.findUniqueOrThrow({ where: { id: 1 } });
	expect(after.revision - before.revision).toBe(2n);
});

it("keeps the last active administrator, also when two go at once", async () => {
	const standing = await db.roleGrant.findMany({
		where: { role: "admin", accountId: null, revokedAt: null },
	});
	const first = await someone(everywhere("admin"));
	const second = await someone(everywhere("admin"));
	for (const { personId } of standing)
		await disablePerson(setup(), { personId });
	const both = await Promise.allSettled([
		disablePerson(setup(), { personId: first.personId }),
		revokeRole(setup(), { personId: second.personId, ...everywhere("admin") }),
	]);
	expect(both.map(({ status }) => status).sort()).toEqual([
		"fulfilled",
		"rejected",
	]);
	expect(both.find(({ status }) => status === "rejected")).toMatchObject({
		reason: { code: "refused" },
	});
});

it("issues a token that acts with its scopes until it is revoked", async () => {
	const { actor, personId } = await someone(everywhere("operator"));
	const ctx = world.as(actor);
	const { secret, tokenId } = await issueToken(ctx, {
		name: "laptop",
		scopes: ["work"],
	});
	const acting = await actorOf(secret);
	if (!acting) throw new Error("no actor");
	expect(acting).toMatchObject({ kind: "token", id: personId, tokenId });
	expect(can(acting, "run:start", "all")).toBe(true);
	expect(can(acting, "post:decide", "all")).toBe(false);
	await expect(
		issueToken(world.as(acting), { name: "child", scopes: ["read"] }),
	).rejects.toMatchObject({ code: "forbidden" });
	const kept = JSON.stringify([
		await db.accessToken.findMany(),
		await listEvents(db, { subjectId: tokenId, limit: 5 }),
		await listTokens(ctx),
	]);
	expect(kept).not.toContain(secret);

	const stranger = await someone(everywhere("owner"));
	await expect(
		revokeToken(world.as(stranger.actor), { tokenId }),
	).rejects.toMatchObject({ code: "not_found" });
	await revokeToken(ctx, { tokenId });
	expect(await actorOf(secret)).toBeNull();
	expect(await actorOf("sbx_nonsense")).toBeNull();
});

it("asks for a fresh password before it issues one", async () => {
	const { actor } = await someone(everywhere("operator"));
	if (actor.kind !== "person") throw new Error("no person");
	const stale = { ...actor, authenticatedAt: new Date(0) };
	await expect(
		issueToken(world.as(stale), { name: "old", scopes: ["read"] }),
	).rejects.toMatchObject({ code: "reauth_required" });
});

it("ends a token with its day, its person, or its person's role", async () => {
	const { actor, personId } = await someone(everywhere("operator"));
	const strong = await issueToken(world.as(actor), {
		name: "signing",
		scopes: ["approve", "signoff"],
	});
	const acting = await actorOf(strong.secret);
	expect(acting && can(acting, "signoff", "all")).toBe(true);
	await revokeRole(setup(), { personId, ...everywhere("operator") });
	const stripped = await actorOf(strong.secret);
	expect(stripped && can(stripped, "signoff", "all")).toBe(false);
	await expect(
		issueToken(world.as(actor), {
			name: "long",
			scopes: ["approve"],
			validForMs: 86_400_001,
		}),
	).rejects.toMatchObject({ code: "bad_input" });
	await disablePerson(setup(), { personId });
	expect(await actorOf(strong.secret)).toBeNull();

	const other = await someone(everywhere("viewer"));
	const short = await issueToken(world.as(other.actor), {
		name: "short",
		scopes: ["read"],
		validForMs: 60_000,
	});
	expect(await actorOf(short.secret)).not.toBeNull();
	await owner.testClock.update({
		where: { id: 1 },
		data: { offsetMs: { increment: 60_000n } },
	});
	expect(await actorOf(short.secret)).toBeNull();
});

it("puts no strong scope on another's token, except in demo mode and only while it lasts", async () => {
	const { personId } = await someone(everywhere("compliance"));
	const input = {
		personId,
		name: "for e2e",
		scopes: ["approve" as const, "read" as const],
	};
	await expect(issueTokenFor(setup(), input)).rejects.toMatchObject({
		code: "refused",
	});
	await demoMode(true);
	const { secret } = await issueTokenFor(setup(), input);
	expect(await actorOf(secret)).toMatchObject({
		scopes: ["read", "approve"],
	});
	await demoMode(false);
	expect(await actorOf(secret)).toMatchObject({ scopes: ["read"] });
});

it("makes demo people in demo mode only, for the set-up only, and disables them all", async () => {
	const person = {
		email: "demo.owner@example.org",
		name: "Olu Owner",
		roles: [everywhere("owner"), everywhere("admin")],
	};
	await expect(addDemoPerson(setup(), person)).rejects.toMatchObject({
		code: "refused",
	});
	await demoMode(true);
	await expect(
		addDemoPerson(world.service("cli"), person),
	).rejects.toMatchObject({ code: "forbidden" });
	const { personId } = await addDemoPerson(setup(), person);
	expect(await listDemoPeople(db)).toMatchObject([
		{ name: "Olu Owner", roles: ["owner", "admin"] },
	]);
	const enter = () =>
		signIn(db, {
			email: person.email,
			password: DEMO_PASSWORD,
			address: null,
			trace: "t",
		});
	expect(await enter()).toMatchObject({
		kind: "signed_in",
		mustChangePassword: false,
	});
	const kept = await someone(everywhere("viewer"));
	const issuer = { ...kept.actor, id: personId, roles: person.roles };
	const given = await tokensFrom(issuer, kept.personId);
	await demoMode(false);
	expect(await enter()).toEqual({ kind: "refused" });
	expect(await disableDemoPeople(setup(), {})).toEqual({ disabled: 1 });
	await demoMode(true);
	expect(await enter()).toEqual({ kind: "refused" });
	expect(await listDemoPeople(db)).toEqual([]);
	// Nor with what one of them gave to somebody who stays.
	expect(await Promise.all(given.map(actorOf))).toEqual([null, null]);
	const own = await issueToken(world.as(kept.actor), SMALL);
	expect(await actorOf(own.secret)).toMatchObject({ id: kept.personId });
});

const SMALL = { name: "reader", scopes: ["read" as const] };

/** Two tokens for somebody: one from this person, one from a token of this person. */
async function tokensFrom(issuer: Actor, personId: string): Promise<string[]> {
	const child = await issueTokenFor(world.as(issuer), {
		personId: issuer.id,
		name: "manager",
		scopes: ["read", "admin"],
	});
	const byToken = await actorOf(child.secret);
	if (!byToken) throw new Error("a token that was just issued is refused");
	const by = [issuer, byToken];
	const given = by.map((actor) =>
		issueTokenFor(world.as(actor), { ...SMALL, personId }),
	);
	return (await Promise.all(given)).map(({ secret }) => secret);
}

it("shows addresses to those who manage people, and to their owners", async () => {
	const viewer = await someone(everywhere("viewer"));
	const seen = await listPeople(world.as(viewer.actor));
	expect(seen.length).toBeGreaterThan(2);
	expect(
		seen.filter(({ email }) => email !== null).map(({ id }) => id),
	).toEqual([viewer.personId]);
	const all = await listPeople(setup());
	expect(all.every(({ email }) => email !== null)).toBe(true);
});

it("knows the roles that the database knows, and no other", async () => {
	const known =
		await db.$queryRaw`SELECT enum_range(null::role)::text[] AS roles`;
	expect(known).toEqual([{ roles: [...ROLES] }]);
});
