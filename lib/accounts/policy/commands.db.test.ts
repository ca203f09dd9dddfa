import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findAccount } from "@/lib/accounts/views";
import { listEvents } from "@/lib/audit/store";
import type { Ctx } from "@/lib/command";
import { newId } from "@/lib/core/ids";
import { DAY, MINUTE, SECOND } from "@/lib/core/time";
import { disablePerson, enablePerson } from "@/lib/people/admin/commands";
import { revokeRole } from "@/lib/people/admin/commands-roles";
import { createWorld, type World } from "@/lib/testing/world";
import {
	confirmAutoClean,
	declineAutoClean,
	requestAutoClean,
} from "./commands";
import { switchAutoCleanOff } from "./commands-off";
import { readAutoCleanSince } from "./facts";

let world: World;
let owner: Ctx;
let lead: Ctx;
beforeAll(async () => {
	world = await createWorld();
	owner = await world.person(["owner"], { name: "Otto Owner" });
	lead = await world.person(["compliance"], { name: "Cleo Compliance" });
});
afterAll(() => world.drop());

const reason = "steady account";
const ask = async (ctx: Ctx = owner) => {
	const accountId = await world.account();
	const { requestId } = await requestAutoClean(await fresh(ctx), {
		accountId,
		reason,
	});
	return { accountId, requestId };
};
const fresh = async (ctx: Ctx): Promise<Ctx> => {
	const { actor } = ctx;
	if (actor.kind !== "person") return ctx;
	const authenticatedAt = await world.now();
	return { ...ctx, trace: newId(), actor: { ...actor, authenticatedAt } };
};
const confirm = async (ctx: Ctx, requestId: string) =>
	confirmAutoClean(await fresh(ctx), { requestId });
const policyOf = async (accountId: string) =>
	world.db.account.findUniqueOrThrow({
		where: { id: accountId },
		select: { policy: true, policyRequestId: true },
	});
const actionsOn = async (accountId: string) =>
	(await listEvents(world.db, { subjectId: accountId, limit: 20 })).map(
		({ action }) => action,
	);
const viewOf = async (ctx: Ctx, accountId: string) =>
	(await findAccount(ctx, accountId))?.autoClean;
const on = async () => {
	const { accountId, requestId } = await ask();
	await confirm(lead, requestId);
	return accountId;
};

describe("switching auto-clean on", () => {
	test("takes an owner and a compliance lead, in either order", async () => {
		for (const [asker, confirmer] of [
			[owner, lead],
			[lead, owner],
		] as const) {
			const { accountId, requestId } = await ask(asker);
			expect(await policyOf(accountId)).toMatchObject({ policy: "human" });
			await confirm(confirmer, requestId);
			expect(await policyOf(accountId)).toEqual({
				policy: "auto_clean",
				policyRequestId: requestId,
			});
			expect(await readAutoCleanSince(world.db, accountId)).not.toBeNull();
			expect(await actionsOn(accountId)).toEqual([
				"policy.confirm",
				"policy.request",
			]);
			const told = await world.db.outboxMessage.findMany({
				where: { dedupeKey: { endsWith: requestId } },
			});
			expect(told).toHaveLength(2);
		}
	});

	test("whoever asked cannot confirm, and the database refuses it too", async () => {
		const both = await world.person(["owner", "compliance"]);
		const { accountId, requestId } = await ask(both);
		await expect(confirm(both, requestId)).rejects.toMatchObject({
			code: "refused",
			details: { why: "own_request" },
		});
		const decided = { decidedBy: both.actor.id, decidedAt: await world.now() };
		await expect(
			world.db.autoCleanRequest.update({
				where: { id: requestId },
				data: { ...decided, verdict: "confirmed" },
			}),
		).rejects.toThrow(/nobody confirms their own request/);
		await expect(
			world.db.account.update({
				where: { id: accountId },
				data: { policy: "auto_clean", policyRequestId: requestId },
			}),
		).rejects.toThrow(/needs a confirmed request/);
		expect(await policyOf(accountId)).toMatchObject({ policy: "human" });
	});

	test("nor a second owner, nor a role younger than the request; the database agrees", async () => {
		const { requestId } = await ask();
		const second = await world.person(["owner"]);
		await world.advance(MINUTE);
		const young = await world.person(["compliance"], {
			since: await world.now(),
		});
		for (const [ctx, why] of [
			[second, "same_side"],
			[young, "too_young"],
		] as const) {
			await expect(confirm(ctx, requestId)).rejects.toMatchObject({
				code: "refused",
				details: { why },
			});
			await expect(
				world.db.autoCleanRequest.update({
					where: { id: requestId },
					data: {
						verdict: "confirmed",
						decidedBy: ctx.actor.id,
						decidedAt: await world.now(),
					},
				}),
			).rejects.toThrow(/an owner and a compliance lead/);
		}
		await confirm(lead, requestId);
	});

	test("not for an operator, an administrator or another account's lead", async () => {
		const { accountId, requestId } = await ask();
		const elsewhere = await world.person(["compliance"], {
			accountId: await world.account(),
		});
		const others = [
			await world.person(["operator"]),
			await world.person(["admin"]),
			elsewhere,
			world.service("cli"),
		];
		for (const ctx of others)
			await expect(confirm(ctx, requestId)).rejects.toMatchObject({
				code: "forbidden",
			});
		expect(await policyOf(accountId)).toMatchObject({ policy: "human" });
	});

	test("of two confirmations at once one counts", async () => {
		const { accountId, requestId } = await ask();
		const second = await world.person(["compliance"]);
		const both = await Promise.allSettled([
			confirm(lead, requestId),
			confirm(second, requestId),
		]);
		expect(both.map(({ status }) => status).sort()).toEqual([
			"fulfilled",
			"rejected",
		]);
		expect(both.find(({ status }) => status === "rejected")).toMatchObject({
			reason: { code: "conflict" },
		});
		expect(await actionsOn(accountId)).toEqual([
			"policy.confirm",
			"policy.request",
		]);
	});

	test("of two requests at once one stands, and a third is refused", async () => {
		const accountId = await world.account();
		const input = { accountId, reason };
		const [first, second] = [await fresh(owner), await fresh(lead)];
		const both = await Promise.allSettled([
			requestAutoClean(first, input),
			requestAutoClean(second, input),
		]);
		expect(both.find(({ status }) => status === "rejected")).toMatchObject({
			reason: { code: "conflict" },
		});
		await expect(requestAutoClean(first, input)).rejects.toMatchObject({
			code: "conflict",
		});
	});

	test("it asks for the password again", async () => {
		const { requestId } = await ask();
		const stale = await fresh(lead);
		await world.advance(6 * MINUTE);
		await expect(confirmAutoClean(stale, { requestId })).rejects.toMatchObject({
			code: "reauth_required",
		});
	});

	test("a lapsed request cannot be confirmed and makes room for the next", async () => {
		const { accountId, requestId } = await ask();
		await world.advance(DAY - 10 * SECOND);
		expect(await viewOf(lead, accountId)).toMatchObject({
			request: { id: requestId, confirmRefusal: null },
		});
		await world.advance(10 * SECOND);
		await expect(confirm(lead, requestId)).rejects.toMatchObject({
			code: "refused",
			details: { why: "lapsed" },
		});
		expect(await viewOf(lead, accountId)).toMatchObject({ request: null });
		const next = await requestAutoClean(await fresh(lead), {
			accountId,
			reason,
		});
		expect(await actionsOn(accountId)).toEqual([
			"policy.decline",
			"policy.request",
			"policy.request",
		]);
		expect(
			await world.db.autoCleanRequest.findUniqueOrThrow({
				where: { id: requestId },
			}),
		).toMatchObject({ verdict: "withdrawn", decidedBy: lead.actor.id });
		await confirm(owner, next.requestId);
	});

	test("what somebody asked who was disabled since counts for nothing", async () => {
		const asker = await world.person(["owner"]);
		const { accountId, requestId } = await ask(asker);
		await disablePerson(await fresh(await world.person(["admin"])), {
			personId: asker.actor.id,
			reason: "left",
		});
		const gone = { code: "refused", details: { why: "requester_gone" } };
		await expect(confirm(lead, requestId)).rejects.toMatchObject(gone);
		expect(await viewOf(lead, accountId)).toMatchObject({
			request: {
				confirmRefusal: expect.stringMatching(/no longer holds the role/),
			},
		});
		await expect(
			world.db.autoCleanRequest.update({
				where: { id: requestId },
				data: {
					verdict: "confirmed",
					decidedBy: lead.actor.id,
					decidedAt: await world.now(),
				},
			}),
		).rejects.toThrow(/an owner and a compliance lead/);
	});

	test("a team of one with both roles confirms its own request, duties off", async () => {
		const solo = await world.person(["owner", "compliance"]);
		const duties = (separationOfDuties: boolean) =>
			world.owner.setting.update({
				where: { id: 1 },
				data: { separationOfDuties },
			});
		await duties(false);
		const { accountId, requestId } = await ask(solo);
		await confirm(solo, requestId);
		expect(await readAutoCleanSince(world.db, accountId)).not.toBeNull();
		await duties(true);
		expect(await readAutoCleanSince(world.db, accountId)).toBeNull();
	});
});

describe("ending it", () => {
	test("a request is withdrawn by whoever asked, declined by others, once", async () => {
		const operator = await world.person(["operator"]);
		for (const [ctx, verdict] of [
			[owner, "withdrawn"],
			[lead, "declined"],
			[operator, "declined"],
		] as const) {
			const { accountId, requestId } = await ask();
			expect(await declineAutoClean(ctx, { requestId })).toMatchObject({
				verdict,
			});
			await expect(confirm(lead, requestId)).rejects.toMatchObject({
				code: "conflict",
			});
			await expect(declineAutoClean(lead, { requestId })).rejects.toMatchObject(
				{ code: "conflict" },
			);
			expect(await policyOf(accountId)).toMatchObject({ policy: "human" });
		}
	});

	test("one person switches it off at once, without the password", async () => {
		const accountId = await on();
		const stale = await world.person(["operator"]);
		await world.advance(DAY);
		await switchAutoCleanOff(stale, { accountId, reason: "odd captions" });
		expect(await policyOf(accountId)).toEqual({
			policy: "human",
			policyRequestId: null,
		});
		expect(await readAutoCleanSince(world.db, accountId)).toBeNull();
		await expect(
			switchAutoCleanOff(stale, { accountId, reason }),
		).rejects.toMatchObject({ code: "conflict" });
		expect((await actionsOn(accountId))[0]).toBe("policy.switch-off");
		const viewer = await world.person(["viewer"]);
		await expect(
			switchAutoCleanOff(viewer, { accountId, reason }),
		).rejects.toMatchObject({ code: "forbidden" });
	});

	test("it stops with the role of one of the two, and does not come back with it", async () => {
		const admin = await world.person(["admin"]);
		const asker = await world.person(["owner"]);
		const { accountId, requestId } = await ask(asker);
		await confirm(lead, requestId);
		const who = { personId: asker.actor.id };
		const role = { ...who, role: "owner" as const, accountId: null };
		const other = await ask(asker);
		await confirm(lead, other.requestId);
		await disablePerson(await fresh(admin), { ...who, reason: "on leave" });
		expect(await readAutoCleanSince(world.db, accountId)).toBeNull();
		await enablePerson(await fresh(admin), who);
		expect(await readAutoCleanSince(world.db, accountId)).toBeNull();
		expect(await viewOf(owner, accountId)).toMatchObject({
			on: { void: expect.stringMatching(/no longer holds the role/) },
		});
		await revokeRole(await fresh(admin), role);
		expect(await readAutoCleanSince(world.db, other.accountId)).toBeNull();
	});
});

test("the view says who may do what, and why not", async () => {
	const { accountId } = await ask();
	expect(await viewOf(owner, accountId)).toMatchObject({
		on: null,
		request: {
			by: "Otto Owner",
			reason,
			isOwn: true,
			confirmRefusal: expect.stringMatching(/you asked for it yourself/),
		},
		askRefusal: null,
		tightenRefusal: null,
	});
	expect(await viewOf(lead, accountId)).toMatchObject({
		request: { isOwn: false, confirmRefusal: null },
	});
	const operator = await world.person(["operator"]);
	expect(await viewOf(operator, accountId)).toMatchObject({
		request: { confirmRefusal: "this takes the role owner or compliance" },
		askRefusal: "this takes the role owner or compliance",
		tightenRefusal: null,
	});
});
