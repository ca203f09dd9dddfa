import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import type { Role } from "@/lib/auth/permissions";
import type { Ctx } from "@/lib/command";
import { newId } from "@/lib/core/ids";
import type { Signal } from "@/lib/governance/model";
import { explainGate } from "@/lib/governance/panel/views-mode";
import {
	addPerson,
	disablePerson,
	enablePerson,
} from "@/lib/people/admin/commands";
import { grantRole, revokeRole } from "@/lib/people/admin/commands-roles";
import { createWorld, type World } from "@/lib/testing/world";
import { requestWindow } from "./commands";
import { grantSignal } from "./commands-grants";

let world: World;
/** An administrator who also requests windows: the one who could try. */
let schemer: Ctx;
let owner: Ctx;
let lead: Ctx;
beforeAll(async () => {
	world = await createWorld();
	schemer = await world.person(["admin", "operator"], { name: "Sly Schemer" });
	owner = await world.person(["owner"], { name: "Otto Owner" });
	lead = await world.person(["compliance"], { name: "Cleo Compliance" });
});
afterAll(() => world.drop());

const asPerson = (id: string, role: Role, now: Date): Ctx => {
	const actor: Actor = {
		kind: "person",
		id,
		name: "Second Account",
		email: "second@example.test",
		roles: [{ role, accountId: null }],
		sessionId: newId(),
		authenticatedAt: now,
	};
	return { ...schemer, actor, trace: newId() };
};
const announced = async (ctx: Ctx): Promise<string> => {
	const { text } = await world.db.outboxMessage.findFirstOrThrow({
		where: { dedupeKey: { startsWith: `role.grant:${ctx.trace}` } },
	});
	return text;
};
const refusedBy = async (by: Ctx, windowId: string, signal: Signal) => {
	const result = await grantSignal(by, { windowId, signal });
	return result.kind === "refused" ? result.why : result.kind;
};
const APPROVALS = ["PUBLISH_APPROVAL_GRANTED", "GOVERNANCE_APPROVED"] as const;
const grantByHand = async (
	windowId: string,
	signal: Signal,
	grantedBy: string,
) => {
	const grantedAt = await world.now();
	const data = { id: newId(), windowId, signal, grantedBy, grantedAt };
	return world.db.windowGrant.create({ data });
};
const request = async () => {
	const account = await world.account();
	const asked = { accountIds: [account], reason: "just this once" };
	const { windowId } = await requestWindow(schemer, asked);
	return { account, windowId };
};

test("a second account made to grant to oneself counts for nothing, and every approver hears of it", async () => {
	const { account, windowId } = await request();
	const now = await world.now();
	const ctx: Ctx = { ...schemer, trace: newId() };
	const { personId } = await addPerson(ctx, {
		email: "second@example.test",
		name: "Second Account",
		roles: [{ role: "compliance", accountId: null }],
	});
	const text = await announced(ctx);
	expect(text).toContain(
		"Sly Schemer made Second Account compliance on all accounts",
	);
	for (const name of ["Otto Owner", "Cleo Compliance", "Sly Schemer"])
		expect(text).toContain(name);

	const second = asPerson(personId, "compliance", now);
	for (const signal of APPROVALS) {
		expect(await refusedBy(second, windowId, signal)).toBe("role_too_young");
		await expect(grantByHand(windowId, signal, personId)).rejects.toThrow(
			/older than the request/,
		);
	}
	await grantSignal(owner, { windowId, signal: "ALLOW_AUTONOMOUS_PUBLISH" });
	expect((await explainGate(owner, { accountId: account })).mode).toBe(
		"simulated",
	);
});

test("nor does a role that somebody gets after the request, and it is announced too", async () => {
	const { windowId } = await request();
	const friend = await world.person(["viewer"], { name: "Old Friend" });
	const ctx: Ctx = { ...schemer, trace: newId() };
	const personId = friend.actor.id;
	await grantRole(ctx, { personId, role: "compliance", accountId: null });
	expect(await announced(ctx)).toContain("made Old Friend compliance");
	const late = asPerson(personId, "compliance", await world.now());
	expect(await refusedBy(late, windowId, "GOVERNANCE_APPROVED")).toBe(
		"role_too_young",
	);
});

test("an account that slept, disabled, is woken before the eyes of every approver", async () => {
	const sleeper = await world.person(["compliance"], { name: "Dora Dormant" });
	const who = { personId: sleeper.actor.id };
	await disablePerson(schemer, who);
	const ctx: Ctx = { ...schemer, trace: newId() };
	await enablePerson(ctx, who);
	const { text } = await world.db.outboxMessage.findFirstOrThrow({
		where: { dedupeKey: `person.enable:${ctx.trace}:${who.personId}` },
	});
	expect(text).toMatch(
		/^Sly Schemer enabled Dora Dormant again, as compliance\. To all approvers: .*Cleo Compliance/,
	);
});

test("nor does somebody who was let in again after the request, with whatever role they kept", async () => {
	const sleeper = await world.person(["compliance"]);
	const who = { personId: sleeper.actor.id };
	const asleep = await world.person(["compliance"]);
	const { account, windowId } = await request();
	await disablePerson(schemer, who);
	await enablePerson(schemer, who);
	await grantSignal(owner, { windowId, signal: "ALLOW_AUTONOMOUS_PUBLISH" });
	for (const signal of APPROVALS) {
		expect(await refusedBy(sleeper, windowId, signal)).toBe("role_too_young");
		await expect(grantByHand(windowId, signal, who.personId)).rejects.toThrow(
			/older than the request/,
		);
		await grantSignal(asleep, { windowId, signal });
	}
	expect((await explainGate(owner, { accountId: account })).mode).toBe("live");
	// Not even by hand, where nobody takes the grants back.
	const where = { id: asleep.actor.id };
	const disabledAt = await world.now();
	await world.db.person.update({ where, data: { disabledAt } });
	await world.db.person.update({ where, data: { disabledAt: null } });
	expect((await explainGate(owner, { accountId: account })).mode).toBe(
		"simulated",
	);
});

test("since when somebody is here is the database's to say", async () => {
	const { actor } = await world.person(["compliance"]);
	const change = (activeSince: Date) =>
		world.db.person.update({ where: { id: actor.id }, data: { activeSince } });
	await expect(change(new Date(0))).rejects.toThrow(/not rewritten/);
});

test("a grantor whose role is taken away counts for nothing at the next decision", async () => {
	const { account, windowId } = await request();
	await grantSignal(owner, { windowId, signal: "ALLOW_AUTONOMOUS_PUBLISH" });
	await grantSignal(lead, { windowId, signal: "PUBLISH_APPROVAL_GRANTED" });
	await grantSignal(lead, { windowId, signal: "GOVERNANCE_APPROVED" });
	expect((await explainGate(owner, { accountId: account })).mode).toBe("live");
	const role = { role: "compliance", accountId: null } as const;
	await revokeRole(schemer, { personId: lead.actor.id, ...role });
	expect(await explainGate(owner, { accountId: account })).toMatchObject({
		mode: "simulated",
		missing: ["PUBLISH_APPROVAL_GRANTED", "GOVERNANCE_APPROVED"],
	});
	await grantRole(schemer, { personId: lead.actor.id, ...role });
	expect((await explainGate(owner, { accountId: account })).mode).toBe(
		"simulated",
	);
});
