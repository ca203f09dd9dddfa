import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ctx } from "@/lib/command";
import { HOUR } from "@/lib/core/time";
import { breakGlass, reviewGlass } from "@/lib/governance/break-glass/commands";
import { openByHand } from "@/lib/incidents/incident/commands-by-hand";
import { listIncidents } from "@/lib/incidents/incident/views";
import { readHealth } from "@/lib/jobs/health/views";
import { createWorld, type World } from "@/lib/testing/world";
import { detectIncidents } from "./detect";

let world: World;
let worker: Ctx;
beforeAll(async () => {
	world = await createWorld();
	worker = world.service("worker");
});
afterAll(() => world.drop());

const found = async () =>
	(await listIncidents(worker, { open: true })).filter(
		({ detector }) => detector === "glass_unreviewed",
	);
const told = async () =>
	(await readHealth(worker)).reasons.filter((reason) =>
		reason.includes("an emergency window was opened"),
	);
const again = async ({ actor, ...ctx }: Ctx): Promise<Ctx> => ({
	...ctx,
	actor:
		actor.kind === "person"
			? { ...actor, authenticatedAt: await world.now() }
			: actor,
});

test("24 hours after it was broken, unreviewed glass degrades health and opens one incident", async () => {
	const accountId = await world.account();
	const owner = await world.person(["owner"]);
	const lead = await world.person(["compliance"]);
	const { number } = await openByHand(await world.person(["operator"]), {
		accountId,
		title: "the recall must go out",
		severity: 2,
	});
	const { windowId } = await breakGlass(owner, {
		accountId,
		incidentNumber: number,
		reason: "nobody else is awake",
	});
	await world.advance(24 * HOUR - 60_000);
	await detectIncidents(worker);
	expect(await found()).toEqual([]);
	expect(await told()).toEqual([]);

	await world.advance(60_001);
	await Promise.all([detectIncidents(worker), detectIncidents(worker)]);
	await detectIncidents(worker);
	expect(await found()).toMatchObject([
		{ accountId, severity: 2, evidence: { windows: [windowId] } },
	]);
	expect(await told()).toHaveLength(1);
	const elsewhere = await world.person(["owner"], {
		accountId: await world.account(),
	});
	expect((await readHealth(elsewhere)).reasons).not.toContainEqual(
		expect.stringContaining("an emergency window was opened"),
	);

	await reviewGlass(await again(lead), { windowId, note: "it was needed" });
	expect(await told()).toEqual([]);
	expect(
		await world.db.auditEvent.findFirstOrThrow({
			where: { action: "glass.review", subjectId: windowId },
		}),
	).toMatchObject({ facts: { late: true } });
});
