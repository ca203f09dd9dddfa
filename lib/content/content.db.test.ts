import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Actor, serviceActor } from "@/lib/auth/actor";
import { DEFAULT_RULES } from "@/lib/content/moderation/rules";
import type { Db } from "@/lib/db/client";
import { createWorld, type World } from "@/lib/testing/world";
import { activateStrategy, addTemplate } from "./commands";
import { activateModerationRules } from "./commands-rules";
import { DEFAULT_TEMPLATES } from "./defaults";
import { installDefaults } from "./install-defaults";
import { readActiveStrategy } from "./views";
import { readActiveRules } from "./views-moderation";

let world: World;
let db: Db;
const setup = () => world.service("setup");

beforeAll(async () => {
	world = await createWorld();
	({ db } = world);
	await installDefaults(setup());
});
afterAll(() => world.drop());

describe("content", () => {
	test("the defaults are installed once and can be used", async () => {
		expect(await installDefaults(setup())).toEqual({ installed: false });
		const strategy = await readActiveStrategy(db);
		expect(strategy.version).toBe(1);
		expect(strategy.templates.map(({ key }) => key)).toEqual(
			expect.arrayContaining(DEFAULT_TEMPLATES.map(({ key }) => key)),
		);
		expect((await readActiveRules(db))?.rules).toEqual(DEFAULT_RULES);
		expect(await world.audited("template.add")).toBe(DEFAULT_TEMPLATES.length);
	});

	test("a template gets a new version, never a rewritten one", async () => {
		const [first] = DEFAULT_TEMPLATES;
		if (!first) throw new Error("there are defaults");
		const instructions = `${first.instructions} Keep it short.`;
		const added = await addTemplate(setup(), { ...first, instructions });
		expect(added.version).toBe(2);
		const versions = await db.templateVersion.findMany({
			where: { template: { key: first.key } },
			orderBy: { version: "desc" },
		});
		expect(versions.map((version) => version.instructions)).toEqual([
			instructions,
			first.instructions,
		]);
	});

	test("a new strategy replaces the old one, which stays; an unknown template is refused", async () => {
		const body = { formats: ["image" as const], notes: "less" };
		await activateStrategy(setup(), {
			...body,
			templates: [{ key: "question", version: 1, weight: 1 }],
		});
		const all = await db.strategyVersion.findMany({
			orderBy: { version: "desc" },
		});
		expect(all.map(({ version, active }) => [version, active])).toEqual([
			[2, true],
			[1, false],
		]);
		await expect(
			activateStrategy(setup(), {
				...body,
				templates: [{ key: "question", version: 9, weight: 1 }],
			}),
		).rejects.toMatchObject({ code: "not_found" });
		expect((await readActiveStrategy(db)).version).toBe(2);
	});

	test("rules get a new version; one that exists, or a broken pattern, is refused", async () => {
		await expect(
			activateModerationRules(setup(), DEFAULT_RULES),
		).rejects.toMatchObject({ code: "conflict" });
		const broken = { ...DEFAULT_RULES, version: "moderation@2", claims: ["("] };
		await expect(activateModerationRules(setup(), broken)).rejects.toThrow(
			/no pattern/,
		);
		await activateModerationRules(setup(), {
			...broken,
			claims: ["best ever"],
		});
		expect((await readActiveRules(db))?.version).toBe("moderation@2");
		expect(await world.audited("moderation.activate")).toBe(2);
	});

	test("neither a worker nor an owner of one account changes what all accounts use", async () => {
		const owner: Actor = {
			kind: "token",
			id: "o",
			name: "O",
			email: "o@example.org",
			tokenId: "t",
			scopes: ["work"],
			roles: [
				{ role: "owner", accountId: "01900000-0000-7000-8000-000000000001" },
			],
		};
		const [first] = DEFAULT_TEMPLATES;
		if (!first) throw new Error("there are defaults");
		for (const actor of [serviceActor("worker"), owner]) {
			await expect(addTemplate(world.as(actor), first)).rejects.toMatchObject({
				code: "forbidden",
			});
		}
		expect(await world.audited("access.deny")).toBe(2);
	});
});
