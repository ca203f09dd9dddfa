import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ctx } from "@/lib/command";
import { newId } from "@/lib/core/ids";
import { addMs, HOUR, MINUTE } from "@/lib/core/time";
import { setPublishBudget } from "@/lib/governance/budget/commands";
import { readPanel } from "@/lib/governance/panel/views";
import { explainGate, readMode } from "@/lib/governance/panel/views-mode";
import { setHalt } from "@/lib/governance/stops/commands";
import { requestWindow } from "@/lib/governance/windows/commands";
import { grantSignal } from "@/lib/governance/windows/commands-grants";
import { createWorld, type World } from "@/lib/testing/world";
import { breakGlass, reviewGlass } from "./commands";

let world: World;
let operator: Ctx;
let owner: Ctx;
let lead: Ctx;
beforeAll(async () => {
	world = await createWorld();
	operator = await world.person(["operator"]);
	owner = await world.person(["owner"], { name: "Otto Owner" });
	lead = await world.person(["compliance"], { name: "Cleo Compliance" });
});
afterAll(() => world.drop());

const fresh = async (ctx: Ctx): Promise<Ctx> => ({
	...ctx,
	actor:
		ctx.actor.kind === "person"
			? { ...ctx.actor, authenticatedAt: await world.now() }
			: ctx.actor,
});

async function incident(accountId: string): Promise<number> {
	const now = await world.now();
	const { number } = await world.owner.incident.create({
		data: {
			id: newId(),
			accountId,
			title: "the campaign must go out",
			severity: 2,
			dedupeKey: newId(),
			evidence: [],
			openedBy: "test",
			openedAt: now,
			detectedAt: now,
		},
	});
	return number;
}

const reason = "the embargo ends now and compliance is on a plane";
const breakIt = async (by: Ctx, accountId: string, change = {}) =>
	breakGlass(await fresh(by), {
		accountId,
		incidentNumber: await incident(accountId),
		reason,
		...change,
	});
const answer = async (accountId: string) =>
	(await explainGate(operator, { accountId })).mode;

describe("break-glass (AC-G9), as a drill", () => {
	test.each(["owner", "compliance"] as const)(
		"one %s opens alone, everyone is told, it ends by itself",
		async (role) => {
			const accountId = await world.account();
			const person = await world.person([role], { name: `Gil the ${role}` });
			const { windowId, closesAt } = await breakIt(person, accountId);
			expect(await answer(accountId)).toBe("live");
			expect(await readMode(operator)).toMatchObject({ mode: "live" });
			const told = await world.db.outboxMessage.findUniqueOrThrow({
				where: { dedupeKey: `glass.break:${windowId}` },
			});
			expect(told.text).toContain(`Gil the ${role}`);
			expect(told.text).toContain("Cleo Compliance");
			expect(Date.parse(closesAt) - (await world.now()).getTime()).toBeLessThan(
				30 * MINUTE + 1,
			);
			await world.advance(30 * MINUTE);
			expect(await answer(accountId)).toBe("simulated");
		},
	);

	test("not an operator, not without an open incident, not for long", async () => {
		const accountId = await world.account();
		await expect(breakIt(operator, accountId)).rejects.toThrow("may not");
		await expect(
			breakIt(owner, accountId, { incidentNumber: 99_999 }),
		).rejects.toThrow("no open incident #99999");
		const elsewhere = await incident(await world.account());
		await expect(
			breakIt(owner, accountId, { incidentNumber: elsewhere }),
		).rejects.toThrow("no open incident");
		await expect(breakIt(owner, accountId, { minutes: 31 })).rejects.toThrow(
			"at most 30 minutes",
		);
	});

	test("a halt stays above it, and nobody adds a grant of their own", async () => {
		const accountId = await world.account();
		const { windowId } = await breakIt(owner, accountId);
		expect(
			await grantSignal(await fresh(lead), {
				windowId,
				signal: "GOVERNANCE_APPROVED",
			}),
		).toMatchObject({ kind: "refused", why: "glass" });
		await setHalt(operator, { accountId, reason: "stop it" });
		expect(await answer(accountId)).toBe("held");
	});

	test("it ends for whoever loses the role, at the next decision", async () => {
		const accountId = await world.account();
		const person = await world.person(["owner"]);
		await breakIt(person, accountId);
		expect(await answer(accountId)).toBe("live");
		await world.owner.roleGrant.updateMany({
			where: { personId: person.actor.id },
			data: { revokedAt: await world.now(), revokedBy: "test" },
		});
		expect(await answer(accountId)).toBe("simulated");
	});

	test("reviewed once, by somebody else, when it is over", async () => {
		const accountId = await world.account();
		const { windowId } = await breakIt(owner, accountId);
		const note = "the post was right, the pager was not";
		await expect(
			reviewGlass(await fresh(owner), { windowId, note }),
		).rejects.toThrow("somebody else reviews it");
		const early = reviewGlass(await fresh(lead), { windowId, note });
		await expect(early).rejects.toThrow("still open");
		const byHand = world.db.approvalWindow.update({
			where: { id: windowId },
			data: {
				reviewedBy: lead.actor.id,
				reviewedAt: await world.now(),
				reviewNote: note,
			},
		});
		await expect(byHand).rejects.toThrow("still open");
		await world.advance(30 * MINUTE);
		await reviewGlass(await fresh(lead), { windowId, note });
		await expect(
			reviewGlass(await fresh(lead), { windowId, note }),
		).rejects.toThrow("reviewed already");
		const own = await breakIt(owner, accountId);
		await world.advance(30 * MINUTE);
		const self = world.owner.approvalWindow.update({
			where: { id: own.windowId },
			data: {
				reviewedBy: owner.actor.id,
				reviewedAt: await world.now(),
				reviewNote: note,
			},
		});
		await expect(self).rejects.toThrow("approval_window_review");
	});

	test("reviewed by nobody who came, or got the role, after it was broken: not by a second self either", async () => {
		const accountId = await world.account();
		const { windowId } = await breakIt(owner, accountId);
		const note = "all is well";
		await world.advance(MINUTE);
		const since = await world.now();
		const newcomer = await world.person(["compliance"], { since });
		const review = async () =>
			reviewGlass(await fresh(newcomer), { windowId, note });
		await expect(review()).rejects.toThrow("since before it was broken");
		const seen = (await readPanel(newcomer)).windows;
		expect(seen.find(({ id }) => id === windowId)?.review).toMatchObject({
			done: null,
			refusal: expect.stringContaining("since before it was broken"),
		});
		const byHand = world.db.approvalWindow.update({
			where: { id: windowId },
			data: {
				reviewedBy: newcomer.actor.id,
				reviewedAt: await world.now(),
				reviewNote: note,
			},
		});
		await expect(byHand).rejects.toThrow("since before it was broken");
		await world.advance(30 * MINUTE);
		await expect(
			reviewGlass(await fresh(lead), { windowId, note }),
		).resolves.toBeDefined();
	});

	test("not twice in a row by the same person, before somebody has looked", async () => {
		const accountId = await world.account();
		const { windowId } = await breakIt(owner, accountId);
		await world.advance(30 * MINUTE);
		await expect(breakIt(owner, accountId)).rejects.toThrow(
			"nobody has reviewed that yet",
		);
		await expect(breakIt(owner, await world.account())).resolves.toBeDefined();
		await reviewGlass(await fresh(lead), { windowId, note: "it was needed" });
		const both = await Promise.allSettled([
			breakIt(owner, accountId),
			breakIt(owner, accountId),
		]);
		expect(both.map(({ status }) => status).sort()).toEqual([
			"fulfilled",
			"rejected",
		]);
	});

	test("the database keeps it to half an hour, one account and an incident", async () => {
		const accountId = await world.account();
		const now = await world.now();
		const row = (change: object) =>
			world.db.approvalWindow.create({
				data: {
					id: newId(),
					kind: "break_glass",
					accountIds: [accountId],
					reason,
					opensAt: now,
					closesAt: addMs(now, 30 * MINUTE),
					requestedBy: owner.actor.id,
					requestedAt: now,
					...change,
				},
			});
		const incidentId = (
			await world.db.incident.findUniqueOrThrow({
				where: { number: await incident(accountId) },
			})
		).id;
		await expect(row({})).rejects.toThrow("approval_window_glass");
		await expect(
			row({ incidentId, closesAt: addMs(now, 31 * MINUTE) }),
		).rejects.toThrow("approval_window_glass");
		await expect(row({ incidentId, accountIds: [] })).rejects.toThrow(
			"approval_window_glass",
		);
		const { id: windowId } = await row({ incidentId });
		const foreign = world.db.windowGrant.create({
			data: {
				id: newId(),
				windowId,
				signal: "GOVERNANCE_APPROVED",
				grantedBy: lead.actor.id,
				grantedAt: now,
			},
		});
		await expect(foreign).rejects.toThrow("who broke the glass");
	});
});

describe("the error budget", () => {
	const used = async (remaining: number | null, failures: number) => {
		const accountId = await world.account();
		await setPublishBudget(world.service("worker"), {
			accountId,
			remaining,
			failures,
		});
		return accountId;
	};
	const ask = (accountIds: string[], recovery = false) =>
		requestWindow(operator, { accountIds, reason: "launch day", recovery });

	test.each([
		["nothing left, two failures", 0, 2, false],
		["overdrawn", -1.4, 7, false],
		["nothing left by a single failure", -1, 1, true],
		["something left", 0.01, 9, true],
		["no data", null, 9, true],
	])("%s", async (_, remaining, failures, allowed) => {
		const accountId = await used(remaining, failures);
		const asked = ask([accountId]);
		if (allowed) await expect(asked).resolves.toHaveProperty("windowId");
		else
			await expect(asked).rejects.toThrow("only a window for recovery posts");
		await expect(ask([accountId], true)).resolves.toHaveProperty("windowId");
	});

	test("one used-up account is enough to refuse a window on several, and on all", async () => {
		const other = await world.account();
		const accountId = await used(-0.2, 3);
		await expect(ask([other, accountId])).rejects.toThrow("used up");
		await expect(ask([])).rejects.toThrow("used up");
		await setPublishBudget(world.service("worker"), {
			accountId,
			remaining: 0.4,
			failures: 3,
		});
		await expect(ask([other, accountId])).resolves.toHaveProperty("windowId");
	});

	test("a budget that is used up after the request refuses the grant; break-glass waives duties, not this", async () => {
		const accountId = await world.account();
		const { windowId } = await ask([accountId]);
		await setPublishBudget(world.service("worker"), {
			accountId,
			remaining: -0.1,
			failures: 2,
		});
		expect(
			await grantSignal(await fresh(owner), {
				windowId,
				signal: "ALLOW_AUTONOMOUS_PUBLISH",
			}),
		).toMatchObject({ kind: "refused", why: "budget_exhausted" });
		await expect(breakIt(owner, accountId)).rejects.toThrow("used up");
	});

	test.each([
		["more left", 0.5, 3],
		["no data", null, 3],
		["fewer failures", 0.4, 2],
	])(
		"%s is no service's to say but who measures, and an owner's",
		async (_, remaining, failures) => {
			const accountId = await used(0.4, 3);
			const change = { accountId, remaining, failures };
			for (const refused of [world.service("cli"), operator])
				await expect(setPublishBudget(refused, change)).rejects.toThrow(
					"may not",
				);
			for (const raiser of [await fresh(owner), world.service("worker")]) {
				expect(await setPublishBudget(raiser, change)).toMatchObject({
					accountId,
				});
				const lower = { accountId, remaining: 0.4, failures: 3 };
				await setPublishBudget(world.service("cli"), lower);
			}
		},
	);

	test("it is said first, repeated and lowered without a person, and every change is in the log", async () => {
		const accountId = await world.account();
		for (const [remaining, failures] of [
			[1, 0],
			[1, 0],
			[0.5, 1],
			[-0.5, 3],
		] as const)
			await setPublishBudget(world.service("cli"), {
				accountId,
				remaining,
				failures,
			});
		const events = await world.db.auditEvent.findMany({
			where: { action: "budget.set", subjectId: accountId },
			orderBy: { seq: "asc" },
		});
		expect(events).toHaveLength(4);
		expect(events.at(-1)?.after).toMatchObject({ exhausted: true });
	});
});

test("breaking the glass asks for the password again", async () => {
	const accountId = await world.account();
	const number = await incident(accountId);
	await world.advance(HOUR);
	await expect(
		breakGlass(owner, { accountId, incidentNumber: number, reason }),
	).rejects.toThrow("enter your password");
});
