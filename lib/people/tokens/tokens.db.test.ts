import { afterAll, beforeAll, expect, test } from "vitest";
import { serviceActor } from "@/lib/auth/actor";
import type { TokenScope } from "@/lib/auth/permissions";
import type { Ctx } from "@/lib/command";
import { newId } from "@/lib/core/ids";
import { MINUTE } from "@/lib/core/time";
import { disablePerson } from "@/lib/people/admin/commands";
import { createWorld, type World } from "@/lib/testing/world";
import { issueToken, issueTokenFor, revokeToken } from "./commands";
import { actorOfToken, newTokenSecret } from "./tokens";

let world: World;
let admin: Ctx;
beforeAll(async () => {
	world = await createWorld();
	admin = await world.person(["admin", "compliance"]);
});
afterAll(() => world.drop());

const demoMode = (demo: boolean) =>
	world.owner.setting.update({ where: { id: 1 }, data: { demo } });

const door = (): Ctx => ({
	db: world.db,
	actor: serviceActor("web"),
	trace: newId(),
	address: "203.0.113.7",
});
const actorOf = (secret: string) => actorOfToken(world.db, secret, door());

const actingOn = async (...scopes: TokenScope[]): Promise<Ctx> => {
	const { secret } = await issueToken(admin, { name: "laptop", scopes });
	const actor = await actorOf(secret);
	if (!actor) throw new Error("no actor");
	return { ...admin, actor };
};

const issue = (ctx: Ctx, ...scopes: TokenScope[]) =>
	issueTokenFor(ctx, { personId: admin.actor.id, name: "child", scopes });

test("a token gives its own person nothing that it lacks, in demo mode neither", async () => {
	const token = await actingOn("admin");
	for (const demo of [false, true]) {
		await demoMode(demo);
		await expect(issue(token, "approve")).rejects.toMatchObject({
			code: "refused",
		});
		await expect(issue(token, "admin", "work")).rejects.toMatchObject({
			code: "refused",
		});
	}
	await demoMode(false);
	expect(await issue(token, "admin")).toMatchObject({
		secret: expect.stringMatching(/^sbx_/),
	});
});

test("a token does not renew its own strong scopes", async () => {
	const token = await actingOn("admin", "approve");
	await expect(issue(token, "approve")).rejects.toMatchObject({
		code: "refused",
	});
	await demoMode(true);
	const { secret } = await issue(token, "approve", "admin");
	expect(await actorOf(secret)).toMatchObject({
		scopes: ["approve", "admin"],
	});
	await demoMode(false);
	expect(await actorOf(secret)).toMatchObject({
		scopes: ["admin"],
	});
});

test("a person issues strong scopes for themselves", async () => {
	const { secret } = await issue(admin, "govern");
	expect(await actorOf(secret)).toMatchObject({
		scopes: ["govern"],
	});
});

const refusalsOf = (subjectId: string) =>
	world.db.auditEvent.findMany({
		where: { action: "token.use-refused", subjectId },
		select: { facts: true, address: true, actorName: true },
	});

test("a token that is refused leaves an event that names it, and its secret nowhere", async () => {
	const name = "laptop";
	const leaver = await world.person(["admin"]);
	const issued = await Promise.all([
		issueToken(admin, { name, scopes: ["read"] }),
		issueToken(leaver, { name, scopes: ["read"] }),
		issueToken(admin, { name, scopes: ["read"], validForMs: MINUTE }),
	]);
	const [revoked, disabled, expired] = issued;
	await revokeToken(admin, { tokenId: revoked.tokenId });
	await disablePerson(admin, { personId: leaver.actor.id });
	await world.advance(MINUTE);
	for (const { secret } of issued) expect(await actorOf(secret)).toBeNull();
	const from = { address: "203.0.113.7", actorName: "web" };
	expect(await refusalsOf(revoked.tokenId)).toEqual([
		{ ...from, facts: { why: "revoked" } },
	]);
	expect(await refusalsOf(disabled.tokenId)).toEqual([
		{ ...from, facts: { why: "revoked" } },
	]);
	expect(await refusalsOf(expired.tokenId)).toEqual([
		{ ...from, facts: { why: "expired" } },
	]);
	const log = JSON.stringify(
		await world.db.auditEvent.findMany({ omit: { seq: true, at: true } }),
	);
	for (const { secret } of issued) expect(log).not.toContain(secret);
});

test("a flood of secrets that are no tokens is told of five times", async () => {
	const flood = Array.from({ length: 40 }, () => actorOf(newTokenSecret()));
	expect(new Set(await Promise.all(flood))).toEqual(new Set([null]));
	expect(await actorOf("sbx_nonsense")).toBeNull();
	expect(await refusalsOf("unknown")).toHaveLength(5);
	await world.advance(15 * MINUTE);
	await actorOf(newTokenSecret());
	expect(await refusalsOf("unknown")).toHaveLength(6);
});
