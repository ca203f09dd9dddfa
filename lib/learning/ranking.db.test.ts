import { afterAll, beforeAll, expect, test } from "vitest";
import { installDefaults } from "@/lib/content/install-defaults";
import { newId } from "@/lib/core/ids";
import { addMs, DAY } from "@/lib/core/time";
import { createWorld, type World } from "@/lib/testing/world";
import { applyRanking } from "./commands";
import { readRanking } from "./views";

let world: World;
let accountId: string;

/** Eight posts of each template over three weeks, with their reach at the common age. */
const REACH = {
	listicle: 5000,
	question: 1000,
	"myth-vs-fact": 1000,
	"news-angle": 1000,
	"how-to": 100,
};

beforeAll(async () => {
	world = await createWorld();
	accountId = await world.account();
	await installDefaults(world.service("setup"));
	const now = await world.now();
	const posts = Object.entries(REACH).flatMap(([key, reach]) =>
		Array.from({ length: 8 }, (_, index) => ({
			id: newId(),
			templateVersion: `${key}@1`,
			finishedAt: addMs(now, -(index * 3 + 4) * DAY),
			reach: reach + index,
		})),
	);
	await world.owner.post.createMany({
		data: posts.map(({ reach: _, ...post }) => ({
			...post,
			accountId,
			state: "published" as const,
			slotAt: post.finishedAt,
			expiresAt: post.finishedAt,
			createdAt: post.finishedAt,
			title: "t",
			caption: "c",
			altText: "a",
			flags: {},
			picture: {},
			topic: "t",
			digest: "a".repeat(64),
			policyVersion: "rules@1",
			moderation: "pass",
			moderationNotes: [],
			mediaId: post.id,
		})),
	});
	await world.owner.snapshot.createMany({
		data: posts.map(({ id, finishedAt, reach }) => ({
			id: newId(),
			postId: id,
			accountId,
			ageLabel: "72h",
			ageSeconds: 72 * 3600,
			collectedAt: addMs(finishedAt, 3 * DAY),
			apiVersion: "v1",
			raw: {},
			reach,
		})),
	});
});
afterAll(() => world.drop());

test("an applied ranking keeps its evidence and what it changed, with who and when (R10)", async () => {
	const owner = await world.person(["owner"]);
	expect((await readRanking(owner, { days: 30 })).lastDecision).toBeNull();
	const { version } = await applyRanking(owner, { days: 30 });
	const kept = await world.db.optimisationDecision.findMany();
	expect(kept).toEqual([
		expect.objectContaining({
			kind: "ranking",
			decidedBy: owner.actor.id,
			decidedByName: owner.actor.name,
			strategyBefore: 1,
			strategyAfter: version,
			delta: [
				{ template: "listicle@1", before: 25, after: 38 },
				{ template: "how-to@1", before: 20, after: 0 },
			],
			evidence: expect.objectContaining({
				days: 30,
				age: "72h",
				posts: 40,
				postsWithout: 0,
				templates: expect.arrayContaining([
					expect.objectContaining({ template: "how-to@1", n: 8 }),
				]),
			}),
		}),
	]);
	expect((await readRanking(owner, { days: 30 })).lastDecision).toEqual({
		at: kept[0]?.at.toISOString(),
		by: owner.actor.name,
		strategyBefore: 1,
		strategyAfter: version,
	});
});

test("a refused one keeps none: the last change is too fresh", async () => {
	const owner = await world.person(["owner"]);
	const count = () => world.db.optimisationDecision.count();
	const before = await count();
	await expect(applyRanking(owner, { days: 30 })).rejects.toThrow(/14 days/);
	expect(await count()).toBe(before);
});

const insert = (evidence: string, delta: string) =>
	world.db.$executeRawUnsafe(`INSERT INTO optimisation_decision
		(id, at, kind, decided_by, decided_by_name, strategy_before, strategy_after, evidence, delta)
		VALUES (gen_random_uuid(), app_now(), 'ranking', 'x', 'x', 1, 2, ${evidence}, ${delta})`);

test("the database refuses a decision without evidence or without a delta (R10)", async () => {
	const some = `'[{"n": 8}]'`;
	for (const none of ["NULL", "'null'", "'{}'", "'[]'", `'""'`, "'0'"]) {
		const refused = (column: string) =>
			none === "NULL"
				? new RegExp(`null value in column "${column}"`)
				: new RegExp(`optimisation_decision_${column}_check`);
		await expect(insert(none, some)).rejects.toThrow(refused("evidence"));
		await expect(insert(some, none)).rejects.toThrow(refused("delta"));
	}
	expect(await insert(some, `'{"a": 1}'`)).toBe(1);
});

test.each([
	"UPDATE optimisation_decision SET kind = 'x'",
	"DELETE FROM optimisation_decision",
	"TRUNCATE optimisation_decision",
])("a decision stands: %s", async (sql) => {
	await insert(`'{"a": 1}'`, `'{"a": 1}'`);
	await expect(world.db.$executeRawUnsafe(sql)).rejects.toThrow(
		/permission denied/,
	);
	await expect(world.owner.$executeRawUnsafe(sql)).rejects.toThrow(
		/append-only/,
	);
});
