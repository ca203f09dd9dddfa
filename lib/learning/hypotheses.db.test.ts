import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import type { Role } from "@/lib/auth/permissions";
import type { Ctx } from "@/lib/command";
import { newId } from "@/lib/core/ids";
import { appNow } from "@/lib/db/clock";
import { startRun } from "@/lib/pipeline/runs/commands";
import { addSource } from "@/lib/pipeline/sources/commands";
import { refreshSources } from "@/lib/pipeline/sources/refresh";
import {
	newAccount,
	openPipelineStage,
	type PipelineStage,
} from "@/lib/pipeline/testing/stage";
import { decideHypothesis, refreshHypotheses } from "./commands-hypotheses";
import { refreshBacklogs } from "./refresh-backlogs";
import { readBacklog } from "./views-hypotheses";

let room: PipelineStage;
let accountId: string;
let otherId: string;

const feedOf = (titles: readonly string[]) =>
	`<rss><channel><title>f</title>${titles
		.map((title) => `<item><title>${title}</title></item>`)
		.join("")}</channel></rss>`;

async function deliver(titles: readonly string[]): Promise<void> {
	await writeFile(join(room.folder, "own.xml"), feedOf(titles));
	await refreshSources(room.worker, { deps: room.deps });
}

async function person(role: Role, place: string | null): Promise<Ctx> {
	const actor: Actor = {
		kind: "person",
		id: newId(),
		name: role,
		email: `${role}@example.test`,
		roles: [{ role, accountId: place }],
		sessionId: newId(),
		authenticatedAt: await appNow(room.db),
	};
	return room.as(actor);
}

const eventsOf = (action: string) =>
	room.db.auditEvent.count({ where: { action, accountId } });

beforeAll(async () => {
	room = await openPipelineStage();
	accountId = await newAccount(room, { niche: "coffee" });
	otherId = await newAccount(room, { niche: "tea" });
	const location = join(room.folder, "own.xml");
	await addSource(room.setup, { accountId, name: "Own", location });
	await deliver(["Cold brew in cans", "How cold brew is made", "Latte art"]);
});
afterAll(() => room.close());

test("a refresh adds what signals share, for the account that reads them; again, it adds nothing and says so", async () => {
	const operator = await person("operator", accountId);
	expect(await refreshBacklogs(operator)).toEqual([
		expect.objectContaining({
			added: expect.arrayContaining(["cold brew"]),
			seenAgain: [],
		}),
	]);
	const { hypotheses, refreshedAt, ...view } = await readBacklog(
		operator,
		accountId,
	);
	const found = hypotheses.find(({ topic }) => topic === "cold brew");
	expect(found).toMatchObject({ status: "proposed" });
	expect(
		found?.evidence.map(({ title, source }) => [title, source]).sort(),
	).toEqual([
		["Cold brew in cans", "Own"],
		["How cold brew is made", "Own"],
	]);
	expect(view).toMatchObject({ proposed: hypotheses.length, kept: 0 });
	expect(refreshedAt).not.toBeNull();
	expect(await eventsOf("hypothesis.add")).toBe(hypotheses.length);

	const again = await refreshHypotheses(room.worker, { accountId });
	expect(again).toEqual({ added: [], seenAgain: [], open: hypotheses.length });
	expect(await eventsOf("hypothesis.refresh")).toBe(2);
	expect(await eventsOf("hypothesis.see")).toBe(0);

	const other = await refreshHypotheses(room.worker, { accountId: otherId });
	expect(other.added).not.toContain("cold brew");
});

test("two refreshes at once add each topic once", async () => {
	const twin = await newAccount(room);
	const location = join(room.folder, "twin.xml");
	await writeFile(
		location,
		feedOf(["Standing desks at noon", "What standing desks cost schools"]),
	);
	await addSource(room.setup, { accountId: twin, name: "Twin", location });
	await refreshSources(room.worker, { deps: room.deps });
	const both = await Promise.all([
		refreshHypotheses(room.worker, { accountId: twin }),
		refreshHypotheses(room.worker, { accountId: twin }),
	]);
	const rows = await room.db.hypothesis.count({ where: { accountId: twin } });
	expect(both.flatMap(({ added }) => added)).toHaveLength(rows);
	expect(rows).toBeGreaterThan(0);
});

test("the owner keeps or drops; dropped stays dropped, kept is seen again", async () => {
	const owner = await person("owner", accountId);
	const findIn = async (topic: string) =>
		(await readBacklog(owner, accountId)).hypotheses.find(
			(one) => one.topic === topic,
		);
	const hypothesisId = (await findIn("cold brew"))?.id ?? "";
	const decide = (ctx: Ctx, verdict: "kept" | "dropped") =>
		decideHypothesis(ctx, { hypothesisId, verdict, note: "worth a week" });
	for (const wrong of [
		await person("operator", accountId),
		await person("owner", otherId),
		room.worker,
	])
		await expect(decide(wrong, "kept")).rejects.toMatchObject({
			code: "forbidden",
		});
	expect(await decide(owner, "kept")).toMatchObject({ topic: "cold brew" });
	await expect(decide(owner, "kept")).rejects.toMatchObject({
		code: "conflict",
	});

	await deliver(["Cold brew in cans", "Cold brew with oats", "Latte art"]);
	const refreshed = await refreshHypotheses(owner, { accountId });
	expect(refreshed.seenAgain).toContain("cold brew");
	const kept = await findIn("cold brew");
	expect(kept).toMatchObject({ status: "kept" });
	expect(kept?.evidence.map(({ title }) => title)).toContain(
		"Cold brew with oats",
	);

	await decide(owner, "dropped");
	await deliver(["Cold brew in cans", "Cold brew on tap", "Latte art"]);
	const last = await refreshHypotheses(owner, { accountId });
	expect([...last.added, ...last.seenAgain]).not.toContain("cold brew");
	expect(await findIn("cold brew")).toMatchObject({ status: "dropped" });
	expect(await eventsOf("hypothesis.decide")).toBe(2);
	await expect(
		decideHypothesis(owner, { hypothesisId: newId(), verdict: "kept" }),
	).rejects.toMatchObject({ code: "not_found" });
});

test("what a run took up is not proposed, and nobody refreshes where they may not work", async () => {
	await startRun(room.worker, { accountId, topic: "Matcha latte" });
	await deliver([
		"Matcha latte now",
		"A matcha latte, please",
		"Oat foam now",
		"More oat foam, please",
	]);
	const { added } = await refreshHypotheses(room.worker, { accountId });
	expect(added).toContain("oat foam");
	expect(added).not.toContain("matcha latte");
	await expect(
		refreshHypotheses(await person("viewer", null), { accountId }),
	).rejects.toMatchObject({ code: "forbidden" });
	await expect(
		refreshHypotheses(await person("operator", otherId), { accountId }),
	).rejects.toMatchObject({ code: "forbidden" });
	await expect(
		readBacklog(await person("owner", otherId), accountId),
	).rejects.toMatchObject({ code: "forbidden" });
});
