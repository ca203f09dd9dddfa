import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ctx } from "@/lib/command";
import { newId } from "@/lib/core/ids";
import { addMs, HOUR, MINUTE } from "@/lib/core/time";
import { breakGlass, reviewGlass } from "@/lib/governance/break-glass/commands";
import { setPublishBudget } from "@/lib/governance/budget/commands";
import { SIGNALS } from "@/lib/governance/model";
import { setHold } from "@/lib/governance/stops/commands";
import { requestHoldEnd } from "@/lib/governance/stops/commands-hold-end";
import { requestWindow } from "@/lib/governance/windows/commands";
import { grantSignal } from "@/lib/governance/windows/commands-grants";
import { openByHand } from "@/lib/incidents/incident/commands-by-hand";
import { createWorld, type World } from "@/lib/testing/world";
import { readPanel } from "./views";
import { foreseeGate } from "./views-mode";
import { readGovernance } from "./views-page";

let world: World;
let operator: Ctx;
let owner: Ctx;
let lead: Ctx;
beforeAll(async () => {
	world = await createWorld();
	operator = await world.person(["operator"], { name: "Oda Operator" });
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

const incident = async (accountId: string) =>
	(await openByHand(operator, { accountId, title: newId(), severity: 2 }))
		.number;

const windowIn = async (ctx: Ctx, id: string) =>
	(await readPanel(ctx)).windows.find((window) => window.id === id);
const holdIn = async (ctx: Ctx, id: string) =>
	(await readPanel(ctx)).holds.find((hold) => hold.id === id);
const ask = async (accountIds: string[], by = operator, change = {}) =>
	(await requestWindow(by, { accountIds, reason: "launch day", ...change }))
		.windowId;

describe("a window on the panel", () => {
	test("broken glass: for which incident, and who may review it until when", async () => {
		const accountId = await world.account();
		const incidentNumber = await incident(accountId);
		const { windowId, reviewBy } = await breakGlass(await fresh(owner), {
			accountId,
			incidentNumber,
			reason: "nobody else is awake",
		});
		const reviewAs = async (ctx: Ctx) =>
			(await windowIn(ctx, windowId))?.review;
		expect(await windowIn(lead, windowId)).toMatchObject({
			kind: "break_glass",
			incidentNumber,
			post: null,
			review: {
				reviewBy,
				done: null,
				late: false,
				refusal: expect.stringContaining("still open"),
			},
		});
		expect((await reviewAs(owner))?.refusal).toContain(
			"you opened this emergency window",
		);
		expect((await reviewAs(operator))?.refusal).toContain("compliance lead");
		await world.advance(30 * MINUTE);
		expect(await reviewAs(lead)).toMatchObject({ refusal: null });
		await reviewGlass(await fresh(lead), { windowId, note: "it was needed" });
		expect(await reviewAs(owner)).toMatchObject({
			done: { by: "Cleo Compliance", note: "it was needed" },
			refusal: "it is reviewed already",
		});
	});

	test("unreviewed glass stays on the panel however old, and grows late", async () => {
		const accountId = await world.account();
		const { windowId } = await breakGlass(await fresh(owner), {
			accountId,
			incidentNumber: await incident(accountId),
			reason: "nobody else is awake",
		});
		await world.advance(40 * 24 * HOUR);
		expect((await windowIn(lead, windowId))?.review?.late).toBe(true);
	});

	test("who answers for it since its requester left, and that nobody does", async () => {
		const leaving = await world.person(["operator"]);
		const windowId = await ask([await world.account()], leaving);
		await world.owner.person.update({
			where: { id: leaving.actor.id },
			data: { disabledAt: await world.now() },
		});
		const orphan = await windowIn(owner, windowId);
		expect(orphan).toMatchObject({ orphaned: true, handedTo: null });
		expect(orphan?.grants[0]?.refusal).toContain("request it anew");
		await world.owner.approvalWindow.update({
			where: { id: windowId },
			data: { handedTo: operator.actor.id },
		});
		expect(await windowIn(owner, windowId)).toMatchObject({
			orphaned: false,
			handedTo: "Oda Operator",
		});
		expect((await windowIn(operator, windowId))?.mayWithdraw).toBe(true);
	});

	test("a link opened by somebody else shows sentences, and nothing of other accounts", async () => {
		const windowId = await ask([await world.account()]);
		const viewer = await world.person(["viewer"]);
		expect(await windowIn(viewer, windowId)).toMatchObject({
			mayClose: false,
			mayWithdraw: false,
			grants: Array(3).fill({
				refusal: expect.stringContaining("a role that you do not hold"),
			}),
		});
		const stranger = await world.person(["owner"], {
			accountId: await world.account(),
		});
		expect(await windowIn(stranger, windowId)).toBeUndefined();
	});
});

test("a slot to come is foreseen by the window that will be open then", async () => {
	const accountId = await world.account();
	const windowId = await ask([accountId]);
	for (const signal of SIGNALS)
		await grantSignal(
			await fresh(signal === "ALLOW_AUTONOMOUS_PUBLISH" ? owner : lead),
			{ windowId, signal },
		);
	const foreseen = await foreseeGate(operator, accountId);
	const now = await world.now();
	expect(foreseen(now)).toBe("live");
	expect(foreseen(addMs(now, 5 * HOUR))).toBe("simulated");
});

test("a policy hold tells who asks to end it sooner, and each reader what they may do", async () => {
	const accountId = await world.account();
	const { holdId } = await setHold(lead, { accountId, reason: "a strike" });
	expect(await holdIn(owner, holdId)).toMatchObject({
		setBy: "Cleo Compliance",
		request: null,
		mayRequestEnd: true,
	});
	expect((await holdIn(operator, holdId))?.mayRequestEnd).toBe(false);
	const asked = { holdId, reason: "withdrawn" };
	await requestHoldEnd(await fresh(owner), asked);
	const requestAs = async (ctx: Ctx) => (await holdIn(ctx, holdId))?.request;
	expect(await requestAs(lead)).toMatchObject({
		by: "Otto Owner",
		reason: "withdrawn",
		refusal: null,
		mayDecline: true,
		isOwn: false,
	});
	expect(await requestAs(owner)).toMatchObject({
		refusal: expect.stringContaining("you asked for it yourself"),
		isOwn: true,
	});
	expect(await requestAs(operator)).toMatchObject({
		refusal: expect.stringContaining("must be an owner or a compliance lead"),
		mayDecline: false,
	});
	await world.advance(24 * HOUR);
	expect(await holdIn(owner, holdId)).toMatchObject({
		request: null,
		mayRequestEnd: true,
	});
});

test("budgets: no data is no number, and a used-up one shows in the refusal", async () => {
	const [accountId, other] = [await world.account(), await world.account()];
	const windowId = await ask([accountId]);
	await setPublishBudget(world.service("worker"), {
		accountId,
		remaining: -0.4,
		failures: 5,
	});
	const { budgets } = await readPanel(owner);
	const budgetOf = (id: string) =>
		budgets.find((budget) => budget.accountId === id);
	expect(budgetOf(accountId)).toMatchObject({
		remaining: -0.4,
		exhausted: true,
		observedAt: expect.any(String),
	});
	expect(budgetOf(other)).toMatchObject({
		remaining: null,
		observedAt: null,
		exhausted: false,
	});
	expect((await windowIn(owner, windowId))?.grants[0]?.refusal).toContain(
		"the error budget is used up",
	);
});

test("the glass may be broken where the reader may, for open incidents and unsent posts there", async () => {
	const [accountId, other] = [await world.account(), await world.account()];
	const number = await incident(accountId);
	const elsewhere = await incident(other);
	const here = await world.person(["owner"], { accountId });
	const { glass } = await readGovernance(here);
	expect(glass.accountIds).toEqual([accountId]);
	const numbers = glass.incidents.map((choice) => choice.number);
	expect(numbers).toContain(number);
	expect(numbers).not.toContain(elsewhere);
	expect((await readGovernance(operator)).glass).toEqual({
		accountIds: [],
		incidents: [],
		posts: [],
	});
	expect(JSON.parse(JSON.stringify(glass))).toEqual(glass);
});

describe("a request tells the team's channel", () => {
	const textOf = async (windowId: string) =>
		(
			await world.db.outboxMessage.findUnique({
				where: { dedupeKey: `window.request:${windowId}` },
			})
		)?.text;

	test("who asks for what in local time, who can grant which signal, and where", async () => {
		const id = await world.account({ timeZone: "Europe/Berlin" });
		const { handle } = await world.db.account.findUniqueOrThrow({
			where: { id },
		});
		const opensAt = addMs(await world.now(), HOUR);
		const windowId = await ask([id], lead, { opensAt });
		const text = await textOf(windowId);
		expect(text).toContain(`Cleo Compliance asks for a window for @${handle}`);
		expect(text).toContain("Europe/Berlin: launch day");
		expect(text).toMatch(/ALLOW_AUTONOMOUS_PUBLISH: .*Otto Owner/);
		const line = text
			?.split("\n")
			.find((each) => each.startsWith("GOVERNANCE_APPROVED"));
		expect(line).not.toContain("Cleo");
		expect(text?.endsWith(`\n/governance?window=${windowId}`)).toBe(true);
	});

	test("a refused request tells nobody", async () => {
		const before = await world.db.outboxMessage.count();
		const accountId = await world.account();
		const closesAt = addMs(await world.now(), -1);
		await expect(ask([accountId], operator, { closesAt })).rejects.toThrow(
			"a window cannot end before it begins",
		);
		expect(await world.db.outboxMessage.count()).toBe(before);
	});
});

describe("bad input", () => {
	test("the same person grants twice, one after the other and at one instant", async () => {
		const signal = "GOVERNANCE_APPROVED";
		const windowId = await ask([await world.account()]);
		const by = await fresh(lead);
		const both = await Promise.all([
			grantSignal(by, { windowId, signal }),
			grantSignal(by, { windowId, signal }),
		]);
		expect(both.map(({ kind }) => kind).sort()).toEqual(["granted", "refused"]);
		expect(await grantSignal(by, { windowId, signal })).toMatchObject({
			why: "already_granted",
		});
	});
});
