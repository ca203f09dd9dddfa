import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ctx } from "@/lib/command";
import { newId } from "@/lib/core/ids";
import { addMs, HOUR, MINUTE } from "@/lib/core/time";
import { recordExpiry } from "@/lib/governance/decisions/commands";
import { SIGNALS, type Signal } from "@/lib/governance/model";
import { readPanel } from "@/lib/governance/panel/views";
import { explainGate, readMode } from "@/lib/governance/panel/views-mode";
import { readSignals } from "@/lib/governance/signals/decide";
import { endHalt, setHalt, setHold } from "@/lib/governance/stops/commands";
import { createWorld, type World } from "@/lib/testing/world";
import { closeWindow, requestWindow, withdrawWindow } from "./commands";
import { grantSignal, revokeGrant } from "./commands-grants";

let world: World;
let operator: Ctx;
let owner: Ctx;
let compliance: Ctx;
beforeAll(async () => {
	world = await createWorld();
	operator = await world.person(["operator"], { name: "Oda Operator" });
	owner = await world.person(["owner"], { name: "Otto Owner" });
	compliance = await world.person(["compliance"], { name: "Cleo Compliance" });
});
afterAll(() => world.drop());

const request = async (accountId: string, by = operator, change = {}) =>
	(
		await requestWindow(by, {
			accountIds: [accountId],
			reason: "launch day",
			minutes: 60,
			...change,
		})
	).windowId;

const grantAll = async (windowId: string) => {
	await grantSignal(owner, { windowId, signal: "ALLOW_AUTONOMOUS_PUBLISH" });
	await grantSignal(compliance, {
		windowId,
		signal: "PUBLISH_APPROVAL_GRANTED",
	});
	await grantSignal(compliance, { windowId, signal: "GOVERNANCE_APPROVED" });
};

const explain = (accountId: string) => explainGate(operator, { accountId });
const lastAudit = (subjectId: string) =>
	world.db.auditEvent.findFirstOrThrow({
		where: { subjectId },
		orderBy: { seq: "desc" },
	});

describe("a window", () => {
	test("request, grants by two people, live, early close, simulated", async () => {
		const account = await world.account();
		expect((await explain(account)).missing).toEqual([...SIGNALS]);
		const windowId = await request(account);
		expect((await lastAudit(windowId)).action).toBe("window.request");
		await grantAll(windowId);
		const answer = await explain(account);
		expect(answer.mode).toBe("live");
		expect(answer.signals.map(({ grantedBy }) => grantedBy)).toEqual([
			"Otto Owner",
			"Cleo Compliance",
			"Cleo Compliance",
		]);
		expect(await readMode(operator)).toMatchObject({
			mode: "live",
			grantedBy: ["Otto Owner", "Cleo Compliance"],
		});
		expect(
			await closeWindow(operator, { windowId, reason: "enough for today" }),
		).toMatchObject({ haltsSet: [] });
		expect(await explain(account)).toMatchObject({
			mode: "simulated",
			missing: [...SIGNALS],
		});
		await expect(
			closeWindow(operator, { windowId, reason: "once more" }),
		).rejects.toMatchObject({ code: "conflict" });
	});

	test("it ends by the clock alone, and its end is written down once", async () => {
		const account = await world.account();
		const windowId = await request(account, operator, { minutes: 1 });
		await grantAll(windowId);
		expect((await explain(account)).mode).toBe("live");
		await world.advance(MINUTE);
		expect((await explain(account)).mode).toBe("simulated");
		await recordExpiry(world.service("worker"), { windowId });
		expect((await lastAudit(windowId)).action).toBe("window.expire");
		await expect(
			recordExpiry(world.service("worker"), { windowId }),
		).rejects.toMatchObject({ code: "conflict" });
	});

	test("bad spans are refused", async () => {
		const account = await world.account();
		const opensAt = new Date((await world.now()).getTime() - HOUR);
		await expect(request(account, operator, { opensAt })).rejects.toMatchObject(
			{ code: "bad_input" },
		);
		await expect(request(account, operator, { minutes: 721 })).rejects.toThrow(
			/at most 12 hours/,
		);
		await expect(request(account, operator, { minutes: 0 })).rejects.toThrow(
			/at least 1 minute/,
		);
		await expect(request(account, operator, { reason: " " })).rejects.toThrow(
			/say why/,
		);
	});

	test("it is granted at most 12 h ahead", async () => {
		const account = await world.account();
		const opensAt = new Date((await world.now()).getTime() + 13 * HOUR);
		const windowId = await request(account, operator, { opensAt });
		expect(
			await grantSignal(owner, {
				windowId,
				signal: "ALLOW_AUTONOMOUS_PUBLISH",
			}),
		).toMatchObject({ why: "too_early" });
	});
});

describe("separation of duties (R4)", () => {
	const refusal = async (by: Ctx, windowId: string, signal: Signal) => {
		const result = await grantSignal(by, { windowId, signal });
		return result.kind === "refused" ? result.why : result.kind;
	};

	test("the requester cannot grant what needs compliance, and the refusal is recorded", async () => {
		const account = await world.account();
		const windowId = await request(account, compliance);
		expect(await refusal(compliance, windowId, "GOVERNANCE_APPROVED")).toBe(
			"own_request",
		);
		expect(await lastAudit(windowId)).toMatchObject({
			action: "window.refuse-grant",
			actorId: compliance.actor.id,
		});
	});

	test("one person with both roles cannot grant all three", async () => {
		const both = await world.person(["owner", "compliance"]);
		const windowId = await request(await world.account());
		expect(await refusal(both, windowId, "ALLOW_AUTONOMOUS_PUBLISH")).toBe(
			"granted",
		);
		expect(await refusal(both, windowId, "PUBLISH_APPROVAL_GRANTED")).toBe(
			"granted",
		);
		expect(await refusal(both, windowId, "GOVERNANCE_APPROVED")).toBe(
			"one_person",
		);
		expect(await refusal(compliance, windowId, "GOVERNANCE_APPROVED")).toBe(
			"granted",
		);
	});

	test("a person or a role younger than the request counts for nothing in it", async () => {
		const windowId = await request(await world.account());
		const late = await world.person(["compliance"], {
			since: await world.now(),
		});
		expect(await refusal(late, windowId, "GOVERNANCE_APPROVED")).toBe(
			"role_too_young",
		);
	});

	test.each([
		["an operator", () => operator, "GOVERNANCE_APPROVED"],
		["an owner", () => owner, "PUBLISH_APPROVAL_GRANTED"],
		["compliance", () => compliance, "ALLOW_AUTONOMOUS_PUBLISH"],
		["the terminal", () => world.service("cli"), "ALLOW_AUTONOMOUS_PUBLISH"],
	] as const)(
		"%s has no right to it, and the attempt is audited",
		async (_, by, signal) => {
			const windowId = await request(await world.account());
			await expect(
				grantSignal(by(), { windowId, signal }),
			).rejects.toMatchObject({ code: "forbidden" });
			const denial = await world.db.auditEvent.findFirstOrThrow({
				where: { action: "access.deny" },
				orderBy: { seq: "desc" },
			});
			expect(denial.actorId).toBe(by().actor.id);
		},
	);

	test("a role on another account does not reach here", async () => {
		const elsewhere = await world.person(["compliance"], {
			accountId: await world.account(),
		});
		const windowId = await request(await world.account());
		await expect(
			grantSignal(elsewhere, { windowId, signal: "GOVERNANCE_APPROVED" }),
		).rejects.toMatchObject({ code: "forbidden" });
	});

	test("a window on several accounts takes the role on each of them, in whatever order they are named", async () => {
		const accountId = await world.account();
		const both = [accountId, await world.account()];
		const local = await world.person(["owner", "compliance"], { accountId });
		const reason = "launch day";
		for (const accountIds of [both, both.toReversed()]) {
			await expect(
				requestWindow(local, { accountIds, reason }),
			).rejects.toMatchObject({ code: "forbidden" });
			const { windowId } = await requestWindow(operator, {
				accountIds,
				reason,
			});
			await grantAll(windowId);
			for (const signal of SIGNALS)
				for (const act of [
					() => grantSignal(local, { windowId, signal }),
					() => revokeGrant(local, { windowId, signal, reason }),
				])
					await expect(act()).rejects.toMatchObject({ code: "forbidden" });
			await expect(
				closeWindow(local, { windowId, reason }),
			).rejects.toMatchObject({ code: "forbidden" });
			for (const each of both) expect((await explain(each)).mode).toBe("live");
			await closeWindow(operator, { windowId, reason });
			for (const each of both)
				expect((await explain(each)).mode).toBe("simulated");
		}
	});

	test("a grantor who is disabled or loses the role counts for nothing from that moment", async () => {
		const account = await world.account();
		const leaving = await world.person(["compliance"]);
		const windowId = await request(account);
		await grantSignal(owner, { windowId, signal: "ALLOW_AUTONOMOUS_PUBLISH" });
		await grantSignal(leaving, {
			windowId,
			signal: "PUBLISH_APPROVAL_GRANTED",
		});
		await grantSignal(compliance, { windowId, signal: "GOVERNANCE_APPROVED" });
		expect((await explain(account)).mode).toBe("live");
		await world.owner.person.update({
			where: { id: leaving.actor.id },
			data: { disabledAt: await world.now() },
		});
		expect(await explain(account)).toMatchObject({
			mode: "simulated",
			missing: ["PUBLISH_APPROVAL_GRANTED"],
		});
	});

	test("two people grant the same signal at one instant: one grant stands", async () => {
		const other = await world.person(["compliance"]);
		const windowId = await request(await world.account());
		const signal = "GOVERNANCE_APPROVED";
		const results = await Promise.all([
			grantSignal(compliance, { windowId, signal }),
			grantSignal(other, { windowId, signal }),
		]);
		expect(results.map(({ kind }) => kind).sort()).toEqual([
			"granted",
			"refused",
		]);
	});

	test("what a team of one granted counts for nothing once duties are kept apart again", async () => {
		const duties = (separationOfDuties: boolean) =>
			world.owner.setting.update({
				where: { id: 1 },
				data: { separationOfDuties },
			});
		const solo = await world.person(["owner", "compliance"]);
		const [own, alone] = [await world.account(), await world.account()];
		await duties(false);
		for (const [account, requester, first] of [
			[own, solo, owner],
			[alone, operator, solo],
		] as const) {
			const windowId = await request(account, requester);
			for (const [n, signal] of SIGNALS.entries())
				await grantSignal(n === 0 ? first : solo, { windowId, signal });
			expect((await explain(account)).mode).toBe("live");
		}
		await duties(true);
		expect(await explain(own)).toMatchObject({
			mode: "simulated",
			missing: SIGNALS.slice(1),
		});
		expect(await explain(alone)).toMatchObject({
			mode: "simulated",
			missing: [...SIGNALS],
		});
	});

	test("the database refuses what the application would not ask for", async () => {
		const windowId = await request(await world.account(), compliance);
		const row = (grantedBy: string, signal: Signal) =>
			world.db.windowGrant.create({
				data: {
					id: newId(),
					windowId,
					signal,
					grantedBy,
					grantedAt: new Date(),
				},
			});
		await expect(
			row(compliance.actor.id, "GOVERNANCE_APPROVED"),
		).rejects.toThrow(/requester/);
		await expect(
			row(operator.actor.id, "ALLOW_AUTONOMOUS_PUBLISH"),
		).rejects.toThrow(/no owner role/);
		await expect(
			world.db.approvalWindow.update({
				where: { id: windowId },
				data: { requestedBy: operator.actor.id },
			}),
		).rejects.toThrow(/only be ended/);
		await expect(
			world.db.roleGrant.updateMany({
				where: { personId: operator.actor.id },
				data: { grantedAt: new Date(0) },
			}),
		).rejects.toThrow(/only be taken back/);
	});
});

describe("stops", () => {
	test("a grant taken back ends the right at once", async () => {
		const account = await world.account();
		const windowId = await request(account);
		await grantAll(windowId);
		await revokeGrant(operator, {
			windowId,
			signal: "GOVERNANCE_APPROVED",
			reason: "wrong campaign",
		});
		expect(await explain(account)).toMatchObject({
			mode: "simulated",
			missing: ["GOVERNANCE_APPROVED"],
		});
	});

	test("closing under an environment that grants everything sets a halt and says so", async () => {
		const account = await world.account();
		const windowId = await request(account);
		const id = newId();
		const environment = {
			...readSignals(
				Object.fromEntries(SIGNALS.map((signal) => [signal, "on"])),
			),
			graphOnLoopback: true,
			testClock: false,
		};
		const at = await world.now();
		await world.db.workerHeartbeat.create({
			data: { id, host: "h", pid: 1, startedAt: at, beatAt: at, environment },
		});
		expect((await explain(account)).mode).toBe("live");
		expect(await readMode(operator)).toMatchObject({
			mode: "live_without_end",
		});
		const closed = await closeWindow(operator, { windowId, reason: "stop it" });
		expect(closed.haltsSet).toHaveLength(1);
		expect((await explain(account)).mode).toBe("held");
		// So does closing it again: the stop is what counts, not what it finds.
		const again = await closeWindow(operator, { windowId, reason: "now!" });
		expect(again).toMatchObject({
			closedAt: closed.closedAt,
			haltsSet: [expect.any(String)],
		});
		// One that fell silent may be about to publish; one that said good-bye is not.
		const says = (data: { beatAt?: Date; stoppedAt?: Date }) =>
			world.db.workerHeartbeat.update({ where: { id }, data });
		await says({ beatAt: addMs(at, -HOUR) });
		const bare = { ...environment, GOVERNANCE_APPROVED: false };
		const other = await world.db.workerHeartbeat.create({
			data: {
				...{ id: newId(), host: "bare", pid: 2, environment: bare },
				...{ startedAt: at, beatAt: addMs(at, -HOUR) },
			},
		});
		const silent = await closeWindow(operator, { windowId, reason: "sure?" });
		expect(
			await world.db.halt.findMany({ where: { id: { in: silent.haltsSet } } }),
		).toMatchObject([
			{ reason: expect.stringMatching(/ at h, process 1, not heard/) },
		]);
		await says({ stoppedAt: at });
		await world.db.workerHeartbeat.delete({ where: { id: other.id } });
		await expect(
			closeWindow(operator, { windowId, reason: "sure!" }),
		).rejects.toMatchObject({ code: "conflict" });
	});

	test("a window that expired was closed by nobody, whoever tries to, before its end is written down or after", async () => {
		const account = await world.account();
		const windowId = await request(account, operator, { minutes: 1 });
		await grantAll(windowId);
		await world.advance(MINUTE);
		const stop = { windowId, reason: "just to be sure" };
		const ended = { message: "the window has already ended" };
		for (const end of [closeWindow, withdrawWindow])
			await expect(end(operator, stop)).rejects.toMatchObject(ended);
		await recordExpiry(world.service("worker"), { windowId });
		await expect(closeWindow(operator, stop)).rejects.toMatchObject(ended);
		// Nor are its grants taken back any more: they stood to its end.
		const signal = "GOVERNANCE_APPROVED";
		await expect(
			revokeGrant(operator, { ...stop, signal }),
		).rejects.toMatchObject(ended);
		const window = (await readPanel(owner)).windows.find(
			({ id }) => id === windowId,
		);
		expect(window).toMatchObject({ status: "expired", closedAt: null });
		expect(window?.grants.map(({ granted }) => granted?.by)).toEqual([
			"Otto Owner",
			"Cleo Compliance",
			"Cleo Compliance",
		]);
	});

	test("a halt holds everywhere until the right role lifts it", async () => {
		const account = await world.account();
		const { haltId } = await setHalt(operator, { reason: "something is off" });
		expect((await explain(account)).mode).toBe("held");
		expect((await readMode(operator)).mode).toBe("halted");
		await expect(
			endHalt(compliance, { haltId, reason: "fine again" }),
		).rejects.toMatchObject({ code: "forbidden" });
		await endHalt(owner, { haltId, reason: "fine again" });
		const policy = await setHalt(world.service("cli"), {
			accountId: account,
			kind: "policy",
			reason: "strike",
		});
		await expect(
			endHalt(owner, { haltId: policy.haltId, reason: "fine" }),
		).rejects.toMatchObject({ code: "forbidden" });
		await endHalt(compliance, { haltId: policy.haltId, reason: "reviewed" });
		expect((await explain(account)).mode).toBe("simulated");
	});

	test("what would stop or open nothing is refused: there is no such account", async () => {
		const accountId = newId();
		const asked = { reason: "typed wrong" };
		const accountIds = [await world.account(), accountId];
		for (const act of [
			() => setHalt(operator, { ...asked, accountId }),
			() => setHold(compliance, { ...asked, accountId }),
			() => requestWindow(owner, { ...asked, accountIds }),
		])
			await expect(act()).rejects.toMatchObject({ code: "not_found" });
	});

	test("a grant needs a fresh password", async () => {
		const windowId = await request(await world.account());
		const actor = compliance.actor;
		if (actor.kind !== "person") throw new Error("a person acts here");
		const stale = {
			...compliance,
			actor: { ...actor, authenticatedAt: new Date(0) },
		};
		await expect(
			grantSignal(stale, { windowId, signal: "GOVERNANCE_APPROVED" }),
		).rejects.toMatchObject({ code: "reauth_required" });
	});
});

test("the panel says who could grant what, before anybody tries", async () => {
	const windowId = await request(await world.account(), compliance);
	const view = async (ctx: Ctx) =>
		(await readPanel(ctx)).windows.find(({ id }) => id === windowId);
	const refusals = async (ctx: Ctx) =>
		(await view(ctx))?.grants.map(({ refusal }) => refusal);
	expect(await refusals(owner)).toEqual([
		null,
		expect.stringContaining("role"),
		expect.stringContaining("role"),
	]);
	expect(await refusals(compliance)).toEqual([
		expect.stringContaining("role"),
		expect.stringContaining("requested"),
		expect.stringContaining("requested"),
	]);
	await withdrawWindow(compliance, { windowId, reason: "not needed" });
	expect((await view(owner))?.status).toBe("withdrawn");
});
