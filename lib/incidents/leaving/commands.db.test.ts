import {
	afterAll,
	beforeAll,
	beforeEach,
	describe,
	expect,
	test,
} from "vitest";
import { requestAutoClean } from "@/lib/accounts/policy/commands";
import type { Ctx } from "@/lib/command";
import { newId } from "@/lib/core/ids";
import { breakGlass } from "@/lib/governance/break-glass/commands";
import type { Signal } from "@/lib/governance/model";
import { explainGate } from "@/lib/governance/panel/views-mode";
import { setHold } from "@/lib/governance/stops/commands";
import { requestHoldEnd } from "@/lib/governance/stops/commands-hold-end";
import { requestWindow } from "@/lib/governance/windows/commands";
import { grantSignal } from "@/lib/governance/windows/commands-grants";
import { openByHand } from "@/lib/incidents/incident/commands-by-hand";
import { assignIncident } from "@/lib/incidents/incident/commands-care";
import { readIncident } from "@/lib/incidents/incident/views";
import { disablePerson } from "@/lib/people/admin/commands";
import { createWorld, type World } from "@/lib/testing/world";
import { leavePerson } from "./commands";
import { readLeaving } from "./views";

let world: World;
let admin: Ctx;
let owner: Ctx;
let lead: Ctx;
beforeAll(async () => {
	world = await createWorld();
	admin = await world.person(["admin"], { name: "Ada Admin" });
	await world.person(["admin"]);
	owner = await world.person(["owner"], { name: "Otto Owner" });
	lead = await world.person(["compliance"], { name: "Cleo Compliance" });
});
afterAll(() => world.drop());

let leaver: Ctx;
let successor: Ctx;
let account: string;
beforeEach(async () => {
	leaver = await world.person(["operator"], { name: "Lea Leaver" });
	successor = await world.person(["operator"], { name: "Sam Successor" });
	account = await world.account();
});

const reason = "left the company";
const leave = (change: { successorId?: string | null } = {}) =>
	leavePerson(admin, { personId: leaver.actor.id, reason, ...change });
const request = async (by: Ctx, accountIds: string[] = [account]) =>
	(await requestWindow(by, { accountIds, reason: "a launch" })).windowId;
const grant = (by: Ctx, windowId: string, signal: Signal) =>
	grantSignal(by, { windowId, signal });
const windowOf = (id: string) =>
	world.db.approvalWindow.findUniqueOrThrow({
		where: { id },
		include: { grants: true },
	});
const modeOf = async (accountId: string) =>
	(await explainGate(owner, { accountId })).mode;
const actionsOn = async (subjectId: string) =>
	(
		await world.db.auditEvent.findMany({
			where: { subjectId },
			orderBy: { seq: "asc" },
		})
	).map(({ action }) => action);
const incident = async (ownerId: string) => {
	const title = `Odd colours ${newId()}`;
	const opened = await openByHand(successor, {
		accountId: account,
		title,
		severity: 3,
	});
	await assignIncident(successor, { incidentId: opened.incidentId, ownerId });
	return opened;
};

describe("handed over", () => {
	test("windows and incidents go to the successor, all of it listed before and told after", async () => {
		const windowId = await request(leaver);
		await grant(owner, windowId, "ALLOW_AUTONOMOUS_PUBLISH");
		const { incidentId, number } = await incident(leaver.actor.id);
		const listed = await readLeaving(admin, leaver.actor.id);
		expect(listed).toMatchObject({
			person: { name: "Lea Leaver" },
			windows: [{ id: windowId, reason: "a launch", handsOver: true }],
			grants: [],
			incidents: [{ number }],
		});
		const refusals = new Map(
			listed.successors.map(({ name, refusal }) => [name, refusal]),
		);
		expect(refusals.get("Sam Successor")).toBeNull();
		expect(refusals.get("Cleo Compliance")).toContain("works on incident");
		expect(refusals.has("Lea Leaver")).toBe(false);

		const left = await leave({ successorId: successor.actor.id });
		expect(left).toMatchObject({
			name: "Lea Leaver",
			handedTo: "Sam Successor",
			windowsHanded: ["a launch"],
			windowsWithdrawn: [],
			incidents: [number],
			haltsSet: [],
			calls: [],
		});
		expect(await windowOf(windowId)).toMatchObject({
			state: "requested",
			handedTo: successor.actor.id,
			requestedBy: leaver.actor.id,
		});
		expect(await actionsOn(windowId)).toEqual([
			"window.request",
			"window.grant",
			"window.hand-over",
		]);
		const detail = await readIncident(owner, incidentId);
		expect(detail.owner?.name).toBe("Sam Successor");
		const message = await world.db.outboxMessage.findFirstOrThrow({
			where: { dedupeKey: { contains: leaver.actor.id } },
		});
		expect(message.text).toContain("Sam Successor takes over");
	});

	test("taken over, it is granted by others and opens; its new owner grants no approval in it", async () => {
		const both = await world.person(["operator", "compliance"]);
		const windowId = await request(leaver);
		await leave({ successorId: both.actor.id });
		for (const signal of [
			"PUBLISH_APPROVAL_GRANTED",
			"GOVERNANCE_APPROVED",
		] as const) {
			expect(await grant(both, windowId, signal)).toMatchObject({
				kind: "refused",
				why: "own_request",
			});
			await expect(
				world.db.windowGrant.create({
					data: {
						id: newId(),
						windowId,
						signal,
						grantedBy: both.actor.id,
						grantedAt: await world.now(),
					},
				}),
			).rejects.toThrow(/requester cannot grant/);
		}
		await grant(owner, windowId, "ALLOW_AUTONOMOUS_PUBLISH");
		await grant(lead, windowId, "PUBLISH_APPROVAL_GRANTED");
		await grant(lead, windowId, "GOVERNANCE_APPROVED");
		expect(await modeOf(account)).toBe("live");
	});

	test("who takes over may leave in turn", async () => {
		const windowId = await request(leaver);
		await leave({ successorId: successor.actor.id });
		await leavePerson(admin, {
			personId: successor.actor.id,
			successorId: owner.actor.id,
			reason,
		});
		expect(await windowOf(windowId)).toMatchObject({
			handedTo: owner.actor.id,
			requestedBy: leaver.actor.id,
		});
	});

	test("the database keeps it: no approver, nobody who left, and no grant once they left too", async () => {
		const windowId = await request(leaver);
		await grant(lead, windowId, "GOVERNANCE_APPROVED");
		const handTo = (ctx: Ctx) =>
			world.db.approvalWindow.update({
				where: { id: windowId },
				data: { handedTo: ctx.actor.id },
			});
		await expect(handTo(lead)).rejects.toThrow(/granted an approval/);
		await handTo(successor);
		await disablePerson(admin, { personId: successor.actor.id });
		await expect(
			world.db.windowGrant.create({
				data: {
					id: newId(),
					windowId,
					signal: "ALLOW_AUTONOMOUS_PUBLISH",
					grantedBy: owner.actor.id,
					grantedAt: await world.now(),
				},
			}),
		).rejects.toThrow(/took the request over has left/);
		await handTo(owner);
		await expect(handTo(successor)).rejects.toThrow(/still here/);
	});

	test("a successor who granted an approval there, or whose role does not reach, is refused, and nothing happens", async () => {
		const windowId = await request(leaver);
		await grant(lead, windowId, "GOVERNANCE_APPROVED");
		await expect(leave({ successorId: lead.actor.id })).rejects.toMatchObject({
			code: "refused",
			message: expect.stringContaining("granted GOVERNANCE_APPROVED"),
		});
		const elsewhere = await world.person(["operator"], {
			accountId: await world.account(),
		});
		await expect(
			leave({ successorId: elsewhere.actor.id }),
		).rejects.toMatchObject({ code: "refused" });
		await incident(leaver.actor.id);
		const other = await world.person(["compliance"]);
		await expect(leave({ successorId: other.actor.id })).rejects.toMatchObject({
			code: "refused",
			message: expect.stringContaining("works on incident #"),
		});
		expect(await windowOf(windowId)).toMatchObject({ handedTo: null });
		const person = await world.db.person.findUniqueOrThrow({
			where: { id: leaver.actor.id },
		});
		expect(person.disabledAt).toBeNull();
	});
});

describe("without a successor", () => {
	test("windows are withdrawn and incidents have no owner, each with its event", async () => {
		const windowId = await request(leaver);
		const { incidentId } = await incident(leaver.actor.id);
		await leave();
		expect(await windowOf(windowId)).toMatchObject({
			state: "withdrawn",
			closedBy: admin.actor.id,
			closeReason: reason,
		});
		expect(await readIncident(owner, incidentId)).toMatchObject({
			owner: null,
		});
		const events = await world.db.auditEvent.findMany({
			where: { subjectId: incidentId, action: "incident.assign" },
			orderBy: { seq: "asc" },
		});
		expect(events.at(-1)).toMatchObject({
			after: { ownerId: null },
			reason,
		});
	});

	test("disabled without handing over, nothing more can be granted in the request", async () => {
		const windowId = await request(leaver);
		await disablePerson(admin, { personId: leaver.actor.id });
		expect(
			await grant(owner, windowId, "ALLOW_AUTONOMOUS_PUBLISH"),
		).toMatchObject({ kind: "refused", why: "requester_gone" });
		await expect(
			world.db.windowGrant.create({
				data: {
					id: newId(),
					windowId,
					signal: "ALLOW_AUTONOMOUS_PUBLISH",
					grantedBy: owner.actor.id,
					grantedAt: await world.now(),
				},
			}),
		).rejects.toThrow(/has left/);
	});
});

describe("what they granted", () => {
	test("ends at once, and with it what they asked for and nobody decided", async () => {
		const gone = await world.person(["compliance", "owner"]);
		const windowId = await request(successor);
		await grant(owner, windowId, "ALLOW_AUTONOMOUS_PUBLISH");
		await grant(lead, windowId, "PUBLISH_APPROVAL_GRANTED");
		await grant(gone, windowId, "GOVERNANCE_APPROVED");
		expect(await modeOf(account)).toBe("live");
		const { holdId } = await setHold(lead, { accountId: account, reason });
		await requestHoldEnd(gone, { holdId, reason: "it was a mistake" });
		await requestAutoClean(gone, { accountId: account, reason: "calm" });
		const personId = gone.actor.id;
		expect(await readLeaving(admin, personId)).toMatchObject({
			grants: [{ windowId, signal: "GOVERNANCE_APPROVED" }],
			requests: [
				{ kind: "auto_clean", reason: "calm" },
				{ kind: "hold_end", reason: "it was a mistake" },
			],
		});
		const left = await leavePerson(admin, { personId, reason });
		expect(left).toMatchObject({ grantsEnded: 1, requestsWithdrawn: 2 });
		const { grants } = await windowOf(windowId);
		expect(grants.filter(({ revokedAt }) => revokedAt === null)).toHaveLength(
			2,
		);
		await requestHoldEnd(owner, { holdId, reason: "still a mistake" });
		await requestAutoClean(owner, { accountId: account, reason: "calm" });
	});

	test("an environment that grants everything is halted on those accounts, and says so", async () => {
		const gone = await world.person(["compliance"]);
		const windowId = await request(successor);
		await grant(gone, windowId, "GOVERNANCE_APPROVED");
		const beat = {
			id: newId(),
			kind: "worker",
			host: "here",
			pid: 1,
			environment: {
				ALLOW_AUTONOMOUS_PUBLISH: true,
				PUBLISH_APPROVAL_GRANTED: true,
				GOVERNANCE_APPROVED: true,
				locked: false,
				graphOnLoopback: true,
				testClock: false,
			},
			startedAt: await world.now(),
			beatAt: await world.now(),
		};
		await world.db.workerHeartbeat.create({ data: beat });
		const left = await leavePerson(admin, {
			personId: gone.actor.id,
			reason,
		});
		expect(left.haltsSet).toHaveLength(1);
		expect(await modeOf(account)).toBe("held");
		const quiet = await leave();
		expect(quiet.haltsSet).toEqual([]);
		await world.owner.workerHeartbeat.deleteMany();
	});

	test("broken glass ends with whoever broke it, whoever takes over", async () => {
		const { number } = await incident(successor.actor.id);
		const breaker = await world.person(["owner"]);
		const { windowId } = await breakGlass(breaker, {
			accountId: account,
			reason: "must go out",
			incidentNumber: number,
		});
		expect(await modeOf(account)).toBe("live");
		const personId = breaker.actor.id;
		expect((await readLeaving(admin, personId)).windows).toMatchObject([
			{ id: windowId, handsOver: false },
		]);
		const left = await leavePerson(admin, {
			personId,
			successorId: owner.actor.id,
			reason,
		});
		expect(left.windowsWithdrawn).toEqual(["must go out"]);
		expect(await modeOf(account)).toBe("simulated");
	});
});

test("only those who manage people see or do it, and not to the last of them", async () => {
	const personId = leaver.actor.id;
	await expect(readLeaving(owner, personId)).rejects.toMatchObject({
		code: "forbidden",
	});
	await expect(leavePerson(owner, { personId, reason })).rejects.toMatchObject({
		code: "forbidden",
	});
	await expect(readLeaving(admin, newId())).rejects.toMatchObject({
		code: "not_found",
	});
	await leave();
	await expect(leave()).rejects.toMatchObject({ code: "conflict" });
});
