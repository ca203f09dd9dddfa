import { afterAll, beforeAll, expect, test } from "vitest";
import type { Scope } from "@/lib/auth/permissions";
import type { Ctx } from "@/lib/command";
import { createWorld, type World } from "@/lib/testing/world";
import { issueToken, issueTokenFor } from "./commands-tokens";
import { actorOfToken } from "./tokens";

let world: World;
let admin: Ctx;
beforeAll(async () => {
	world = await createWorld();
	admin = await world.person(["admin", "compliance"]);
});
afterAll(() => world.drop());

const demoMode = (demo: boolean) =>
	world.owner.setting.update({ where: { id: 1 }, data: { demo } });

const actingOn = async (...scopes: Scope[]): Promise<Ctx> => {
	const { secret } = await issueToken(admin, { name: "laptop", scopes });
	const actor = await actorOfToken(world.db, secret);
	if (!actor) throw new Error("no actor");
	return { ...admin, actor };
};

const issue = (ctx: Ctx, ...scopes: Scope[]) =>
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
	expect(await actorOfToken(world.db, secret)).toMatchObject({
		scopes: ["approve", "admin"],
	});
	await demoMode(false);
	expect(await actorOfToken(world.db, secret)).toMatchObject({
		scopes: ["admin"],
	});
});

test("a person issues strong scopes for themselves", async () => {
	const { secret } = await issue(admin, "govern");
	expect(await actorOfToken(world.db, secret)).toMatchObject({
		scopes: ["govern"],
	});
});
