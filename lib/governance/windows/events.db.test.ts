import { afterAll, beforeAll, expect, test } from "vitest";
import { listAudit } from "@/lib/audit/views";
import type { Ctx } from "@/lib/command";
import { MINUTE } from "@/lib/core/time";
import { recordExpiry } from "@/lib/governance/decisions/commands";
import { setHalt, setHold } from "@/lib/governance/stops/commands";
import { disablePerson } from "@/lib/people/admin/commands";
import { createWorld, type World } from "@/lib/testing/world";
import { closeWindow, requestWindow } from "./commands";
import { grantSignal, revokeGrant } from "./commands-grants";

let world: World;
let operator: Ctx;
let owner: Ctx;
beforeAll(async () => {
	world = await createWorld();
	operator = await world.person(["operator"]);
	owner = await world.person(["owner"]);
});
afterAll(() => world.drop());

const request = async (accountIds: string[], minutes = 60) =>
	(await requestWindow(operator, { accountIds, reason: "secret", minutes }))
		.windowId;
const grant = (by: Ctx, windowId: string) =>
	grantSignal(by, { windowId, signal: "ALLOW_AUTONOMOUS_PUBLISH" });

test("what happens in an account's window is read by those who have a role there, and by nobody else", async () => {
	const accountId = await world.account();
	const insider = await world.person(["viewer"], { accountId });
	const elsewhere = { accountId: await world.account() };
	const outsider = await world.person(["viewer"], elsewhere);
	const leaver = await world.person(["owner"]);
	const first = await request([accountId]);
	await grant(owner, first);
	const why = { windowId: first, reason: "a campaign that nobody knows of" };
	await revokeGrant(operator, { ...why, signal: "ALLOW_AUTONOMOUS_PUBLISH" });
	await grant(leaver, first);
	await disablePerson(world.service("setup"), { personId: leaver.actor.id });
	await closeWindow(operator, why);
	const second = await request([accountId], 1);
	const late = await world.person(["owner"], { since: await world.now() });
	await grant(late, second);
	await world.advance(MINUTE);
	await recordExpiry(world.service("worker"), { windowId: second });

	const actionsFor = async (ctx: Ctx) => {
		const events = await listAudit(ctx, { subjectType: "window", limit: 50 });
		return events.map(({ action }) => action).reverse();
	};
	expect(await actionsFor(insider)).toEqual([
		"window.request",
		"window.grant",
		"window.revoke-grant",
		"window.grant",
		"window.revoke-grant",
		"window.close",
		"window.request",
		"window.refuse-grant",
		"window.expire",
	]);
	expect(await actionsFor(outsider)).toEqual([]);
});

test("a stop is written down as later than every intent that it waited for", async () => {
	const windowId = await request([await world.account()]);
	const lead = await world.person(["compliance"]);
	const reason = "stop it";
	const waited = await world.owner.$transaction(async (tx) => {
		// As the second gate holds it until its intent commits.
		await tx.$queryRaw`SELECT id FROM brake WHERE id = 1 FOR SHARE`;
		const stops = Promise.all([
			closeWindow(operator, { windowId, reason }),
			setHalt(operator, { reason }),
			setHold(lead, { reason }),
		]);
		await waitingForLocks(3);
		return { stops, intentAt: await world.now() };
	});
	const [closed, halted, { holdId }] = await waited.stops;
	const { startsAt } = await world.db.policyHold.findUniqueOrThrow({
		where: { id: holdId },
	});
	for (const at of [closed.closedAt, halted.setAt, startsAt.toISOString()])
		expect(at >= waited.intentAt.toISOString()).toBe(true);
});

/** Until so many sessions wait for a lock. */
async function waitingForLocks(count: number) {
	for (;;) {
		const [row] = await world.owner.$queryRaw<{ waiting: bigint }[]>`
			SELECT count(*) AS waiting FROM pg_stat_activity
			WHERE datname = current_database() AND wait_event_type = 'Lock'`;
		if (Number(row?.waiting) >= count) return;
	}
}
