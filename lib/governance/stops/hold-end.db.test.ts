import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ctx } from "@/lib/command";
import { addMs, HOUR } from "@/lib/core/time";
import { readGovernanceFacts } from "@/lib/governance/gate/facts";
import { createWorld, type World } from "@/lib/testing/world";
import { setHold } from "./commands";
import {
	confirmHoldEnd,
	declineHoldEnd,
	requestHoldEnd,
} from "./commands-hold-end";

let world: World;
let owner: Ctx;
let lead: Ctx;
let otherLead: Ctx;
beforeAll(async () => {
	world = await createWorld();
	owner = await world.person(["owner"]);
	lead = await world.person(["compliance"]);
	otherLead = await world.person(["compliance"]);
});
afterAll(() => world.drop());

const reason = "the strike was withdrawn";
const fresh = async (ctx: Ctx): Promise<Ctx> => ({
	...ctx,
	actor:
		ctx.actor.kind === "person"
			? { ...ctx.actor, authenticatedAt: await world.now() }
			: ctx.actor,
});
async function held(hours = 48) {
	const accountId = await world.account();
	const { holdId, endsAt } = await setHold(lead, { accountId, reason, hours });
	return { accountId, holdId, endsAt: new Date(endsAt) };
}
const ask = async (by: Ctx, holdId: string, endsAt?: Date) =>
	(
		await requestHoldEnd(await fresh(by), {
			holdId,
			reason,
			...(endsAt && { endsAt }),
		})
	).requestId;
const endOf = async (holdId: string) =>
	(await world.db.policyHold.findUniqueOrThrow({ where: { id: holdId } }))
		.endsAt;

describe("a policy hold is shortened by two people (AC-G8)", () => {
	test.each([
		["an owner asks, a compliance lead confirms", () => [owner, lead]],
		["a compliance lead asks, an owner confirms", () => [lead, owner]],
		["two compliance leads", () => [lead, otherLead]],
	])("%s", async (_, people) => {
		const [first, second] = people() as [Ctx, Ctx];
		const { holdId, endsAt } = await held();
		const sooner = addMs(await world.now(), HOUR);
		const requestId = await ask(first, holdId, sooner);
		expect(await endOf(holdId)).toEqual(endsAt);
		await confirmHoldEnd(await fresh(second), { requestId });
		expect(await endOf(holdId)).toEqual(sooner);
	});

	test("not by one alone, not by two owners, not by a newcomer", async () => {
		const { holdId, endsAt } = await held();
		const requestId = await ask(owner, holdId);
		const secondOwner = await world.person(["owner"]);
		const newcomer = await world.person(["compliance"], {
			since: addMs(await world.now(), 1000),
		});
		for (const [by, why] of [
			[owner, "you asked for it yourself"],
			[secondOwner, "one of the two must be a compliance lead"],
			[newcomer, "since before the request"],
		] as const)
			await expect(
				confirmHoldEnd(await fresh(by), { requestId }),
			).rejects.toThrow(why);
		expect(await endOf(holdId)).toEqual(endsAt);
	});

	test("a request lapses after 24 h, and another may be made", async () => {
		const { holdId } = await held();
		const requestId = await ask(owner, holdId);
		await expect(ask(lead, holdId)).rejects.toThrow("asked for it already");
		await world.advance(24 * HOUR);
		await expect(
			confirmHoldEnd(await fresh(lead), { requestId }),
		).rejects.toThrow("lapsed");
		const again = await ask(lead, holdId);
		await confirmHoldEnd(await fresh(owner), { requestId: again });
	});

	test("a declined request ends nothing, and is not decided twice", async () => {
		const { holdId, endsAt } = await held();
		const requestId = await ask(owner, holdId);
		expect(
			await declineHoldEnd(await fresh(lead), { requestId }),
		).toMatchObject({ verdict: "declined" });
		await expect(
			confirmHoldEnd(await fresh(lead), { requestId }),
		).rejects.toThrow("decided already");
		expect(await endOf(holdId)).toEqual(endsAt);
	});

	test("two confirmations at the same instant: one counts", async () => {
		const { holdId } = await held();
		const requestId = await ask(owner, holdId);
		const [one, other] = [await fresh(lead), await fresh(otherLead)];
		const both = await Promise.allSettled([
			confirmHoldEnd(one, { requestId }),
			confirmHoldEnd(other, { requestId }),
		]);
		expect(both.map(({ status }) => status).sort()).toEqual([
			"fulfilled",
			"rejected",
		]);
	});

	test("a new event extends it in absolute time, and an old confirmation does not reach it", async () => {
		const { accountId, holdId } = await held();
		const requestId = await ask(owner, holdId);
		const next = await setHold(lead, { accountId, reason: "a second strike" });
		await confirmHoldEnd(await fresh(lead), { requestId });
		const { holds } = await readGovernanceFacts(world.db, accountId, {
			lock: "none",
		});
		const end = Math.max(...holds.map((hold) => hold.endsAt.getTime()));
		expect(new Date(end).toISOString()).toBe(next.endsAt);
	});

	test("the database refuses what the code refuses", async () => {
		const { holdId, endsAt } = await held();
		const shorten = world.db.policyHold.update({
			where: { id: holdId },
			data: { endsAt: addMs(endsAt, -HOUR) },
		});
		await expect(shorten).rejects.toThrow("only by two people");
		const id = await ask(owner, holdId);
		const self = world.db.holdEndRequest.update({
			where: { id },
			data: {
				verdict: "confirmed",
				decidedBy: owner.actor.id,
				decidedAt: await world.now(),
			},
		});
		await expect(self).rejects.toThrow("nobody confirms their own request");
	});
});
