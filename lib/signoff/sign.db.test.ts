import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { slotsBetween } from "@/lib/accounts/slots";
import { recordQuota } from "@/lib/accounts/usage";
import { openDay } from "@/lib/checklists/commands";
import { confirmItem } from "@/lib/checklists/confirm";
import { DAILY_ITEMS } from "@/lib/checklists/model";
import { openDays } from "@/lib/checklists/open-days";
import { readChecklist } from "@/lib/checklists/views";
import type { Ctx } from "@/lib/command";
import { sha256 } from "@/lib/core/canonical-json";
import { newId } from "@/lib/core/ids";
import {
	addDays,
	addMs,
	DAY,
	HOUR,
	localDay,
	MINUTE,
	SECOND,
} from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import {
	assignIncident,
	setIncidentEta,
} from "@/lib/incidents/incident/commands-care";
import { openIncident } from "@/lib/incidents/incident/commands-open";
import { metaDaysBefore, settlesAt } from "@/lib/insights/collect/meta-day";
import { setChannel } from "@/lib/notifications/commands";
import { deliverOutbox } from "@/lib/notifications/deliver";
import { addTestPost } from "@/lib/notifications/testing/rows";
import {
	startTestSlack,
	type TestSlack,
} from "@/lib/notifications/testing/slack";
import { createWorld, type World } from "@/lib/testing/world";
import { postSummary, signDay } from "./commands";
import {
	listPastDays,
	listSignOffs,
	readSignedDay,
	readSignOff,
} from "./views";
import { readToday } from "./views-today";

const ZONE = "Europe/Berlin";
const SLOTS = ["09:30", "18:00"];
let room: World;
let operator: Ctx;
let accountId = "";
let slack: TestSlack;

beforeAll(async () => {
	room = await createWorld();
	slack = await startTestSlack();
	await setChannel(await room.person(["admin"]), {
		url: slack.url,
	});
});
afterAll(async () => {
	slack.close();
	await room.drop();
});
beforeEach(async () => {
	slack.reset();
	operator = await room.person(["operator"], { name: "Olga" });
	accountId = await room.account({
		slots: SLOTS,
		createdAt: await appNow(room.db),
	});
});

const today = async () => localDay(await appNow(room.db), ZONE);

/** Slots filled, limits read, yesterday's insights there. */
async function makeGood(): Promise<void> {
	const now = await appNow(room.db);
	for (const slotAt of slotsBetween(SLOTS, ZONE, now, addMs(now, DAY + HOUR)))
		await addTestPost(room.owner, {
			accountId,
			slotAt,
			state: "published",
			mediaId: newId(),
		});
	await recordQuota(room.db, accountId, { usage: 1, total: 50 });
	await room.owner.accountDay.create({
		data: {
			id: newId(),
			accountId,
			day: addDays(await today(), -1),
			collectedAt: now,
			reach: 900,
			raw: {},
		},
	});
}
const confirmAll = async (ctx: Ctx = operator) => {
	const { items } = await readChecklist(ctx, accountId);
	for (const { item, verdict } of items)
		await confirmItem(ctx, { accountId, item, seenVerdict: verdict });
};
const deliverAll = async () => {
	await room.advance(2 * SECOND);
	while ((await deliverOutbox(room.service("worker"))).did > 0)
		await room.advance(2 * SECOND);
};
const blockers = async () =>
	(await readSignOff(operator, accountId)).blocks.map(
		({ condition }) => condition,
	);

test("a day that is looked at, cared for and told is signed, frozen and told again", async () => {
	await makeGood();
	await confirmAll();
	await postSummary(operator, { accountId });
	expect(await blockers()).toEqual(["summary"]);
	await deliverAll();
	expect(await readSignOff(operator, accountId)).toMatchObject({
		state: "ready",
		summary: { kind: "delivered" },
	});
	const result = await signDay(operator, { accountId });
	expect(result.kind).toBe("signed");
	const [signed] = await listSignOffs(operator, accountId);
	expect(signed).toMatchObject({
		day: await today(),
		signedBy: "Olga",
		intact: true,
		snapshot: { singlePerson: true, audit: { seq: expect.any(String) } },
	});
	expect(await readChecklist(operator, accountId)).toMatchObject({
		state: "signed",
		done: 5,
	});
	const kept = await readSignedDay(operator, accountId, await today());
	expect(sha256(kept?.canonical ?? "")).toBe(signed?.sha256);
	expect(kept?.frozen?.items).toHaveLength(5);
	expect(await readToday(operator, accountId)).toMatchObject({
		signOff: { state: "signed" },
		figures: { publish: { failed: 0, rehearsed: 0 }, incidents: { open: 0 } },
		gate: { mode: "simulated" },
		refusals: { confirm: null, sign: null },
	});
	expect(await room.audited("signoff.sign")).toBe(1);
	await deliverAll();
	expect(slack.received).toHaveLength(2);
	expect(slack.received[0]).toContain("reach 900");
	expect(slack.received[1]).toContain(signed?.sha256);
	await expect(signDay(operator, { accountId })).rejects.toMatchObject({
		code: "conflict",
	});
});

/** A week of 1000, the last of it fallen and counted to the end; yesterday fallen and still being counted. */
async function addFalls(): Promise<{ settled: string; counting: string }> {
	const counting = addDays(await today(), -1);
	const days = metaDaysBefore(counting, 7);
	await room.owner.accountDay.createMany({
		data: days.map((day, index) => ({
			id: newId(),
			accountId,
			day,
			collectedAt: addMs(settlesAt(day), HOUR),
			reach: index === 6 ? 300 : 1000,
			raw: {},
		})),
	});
	await room.owner.accountDay.updateMany({
		where: { accountId, day: counting },
		data: { reach: 350 },
	});
	return { settled: addDays(counting, -1), counting };
}

test("a fall of a settled day is looked at first, one that may still rise is told and does not block", async () => {
	await makeGood();
	const { settled, counting } = await addFalls();
	const anomalies = async () =>
		(await readChecklist(operator, accountId)).items.find(
			({ item }) => item === "anomalies",
		);
	expect(await anomalies()).toMatchObject({
		verdict: "fail",
		sentence: `Not looked at: reach 70 % below its median on ${settled}.`,
	});
	const { incidentId } = await openIncident(operator, {
		accountId,
		title: "Reach fell",
		severity: 3,
		dedupeKey: `anomaly:${settled}:reach`,
	});
	await assignIncident(operator, { incidentId, ownerId: operator.actor.id });
	const etaAt = addMs(await appNow(room.db), 30 * MINUTE);
	await setIncidentEta(operator, { incidentId, etaAt });
	expect(await anomalies()).toMatchObject({
		verdict: "late",
		sentence: expect.stringContaining(`on ${counting}, still being counted`),
	});
	await confirmAll();
	await postSummary(operator, { accountId });
	await deliverAll();
	const told = slack.received.join("\n");
	expect(told).toContain("may still add to these numbers");
	expect(told).toContain(`on ${counting}, still being counted`);
	expect(await signDay(operator, { accountId })).toMatchObject({
		kind: "signed",
	});
});

test("a refusal is an answer that names everything, and it is audited", async () => {
	const before = await room.audited("signoff.refuse");
	const result = await signDay(operator, { accountId });
	expect(result.kind === "refused" && result.by.length).toBeGreaterThanOrEqual(
		5,
	);
	expect(await room.audited("signoff.refuse")).toBe(before + 1);
	expect(await listSignOffs(operator, accountId)).toEqual([]);
});

test("an incident without owner or ETA blocks until it has both", async () => {
	await makeGood();
	await postSummary(operator, { accountId });
	await deliverAll();
	const { incidentId } = await openIncident(operator, {
		accountId,
		title: "Reach fell",
		severity: 3,
	});
	expect(await blockers()).toContain("incidents");
	await assignIncident(operator, { incidentId, ownerId: operator.actor.id });
	const etaAt = addMs(await appNow(room.db), 30 * MINUTE);
	await setIncidentEta(operator, { incidentId, etaAt });
	await confirmAll();
	expect(await blockers()).toEqual([]);
});

test("a note explains a fail and never passes it; mended, it is confirmed again", async () => {
	const queue = { accountId, item: "queue" } as const;
	await expect(
		confirmItem(operator, { ...queue, seenVerdict: "fail" }),
	).rejects.toMatchObject({ code: "bad_input" });
	await confirmItem(operator, {
		...queue,
		seenVerdict: "fail",
		note: "slow day",
	});
	const item = async () =>
		(await readChecklist(operator, accountId)).items.find(
			(one) => one.item === "queue",
		);
	expect(await item()).toMatchObject({
		verdict: "fail",
		done: false,
		confirmation: { note: "slow day", by: "Olga" },
	});
	await makeGood();
	expect(await item()).toMatchObject({ verdict: "pass", done: false });
	await confirmItem(operator, { ...queue, seenVerdict: "pass" });
	expect(await item()).toMatchObject({ done: true });
});

test("what one confirmed already is not confirmed again; another verdict, note or person is", async () => {
	const queue = { accountId, item: "queue" } as const;
	const colleague = await room.person(["operator"], { name: "Otto" });
	const fail = { ...queue, seenVerdict: "fail", note: "slow day" } as const;
	const rows = () =>
		room.db.checklistConfirmation.count({
			where: { checklist: { accountId } },
		});
	const before = await room.audited("checklist.confirm");
	for (const _ of Array(3)) await confirmItem(operator, fail);
	expect(await rows()).toBe(1);
	await confirmItem(operator, { ...fail, note: "slow week" });
	await confirmItem(colleague, { ...fail, note: "slow week" });
	await confirmItem(operator, { ...fail, note: "slow week" });
	await makeGood();
	await confirmItem(operator, { ...queue, seenVerdict: "pass" });
	await confirmItem(operator, { ...queue, seenVerdict: "pass" });
	expect(await rows()).toBe(5);
	expect(await room.audited("checklist.confirm")).toBe(before + 5);
});

test("evidence that changed since it was seen is not confirmed unseen", async () => {
	await expect(
		confirmItem(operator, { accountId, item: "queue", seenVerdict: "pass" }),
	).rejects.toMatchObject({ code: "conflict" });
});

test("a summary that was posted without the KPIs is shown as it was sent, whatever is true since", async () => {
	const before = await readSignOff(operator, accountId);
	expect(before).toMatchObject({ kpisThere: false, postedAt: null });
	const { text } = await postSummary(operator, { accountId });
	expect(text).toContain("not there yet");
	await room.advance(MINUTE);
	await makeGood();
	expect(await readSignOff(operator, accountId)).toMatchObject({
		kpisThere: true,
		summaryText: text,
		postedAt: expect.any(String),
	});
});

test("a day's summary is posted once, a day signed once by whoever is first", async () => {
	await makeGood();
	await confirmAll();
	const posts = await Promise.allSettled([
		postSummary(operator, { accountId }),
		postSummary(operator, { accountId }),
	]);
	expect(posts.map(({ status }) => status).sort()).toEqual([
		"fulfilled",
		"rejected",
	]);
	await deliverAll();
	const signs = await Promise.allSettled([
		signDay(operator, { accountId }),
		signDay(operator, { accountId }),
	]);
	expect(signs.map(({ status }) => status).sort()).toEqual([
		"fulfilled",
		"rejected",
	]);
});

test("viewers neither confirm nor sign, services do not sign, an old password does not do", async () => {
	const viewer = await room.person(["viewer"]);
	for (const item of DAILY_ITEMS)
		await expect(
			confirmItem(viewer, { accountId, item, seenVerdict: "pass" }),
		).rejects.toMatchObject({ code: "forbidden" });
	for (const ctx of [viewer, room.service("worker"), room.service("cli")])
		await expect(signDay(ctx, { accountId })).rejects.toMatchObject({
			code: "forbidden",
		});
	await room.advance(6 * MINUTE);
	await expect(signDay(operator, { accountId })).rejects.toMatchObject({
		code: "reauth_required",
	});
});

test("a day is opened once, and days that ended unsigned are missed, never silent", async () => {
	const first = await today();
	await openDay(room.service("worker"), { accountId });
	await expect(
		openDay(room.service("worker"), { accountId }),
	).rejects.toMatchObject({ code: "conflict" });
	await room.advance(2 * DAY);
	await Promise.all(
		[openDays(room.service("worker")), openDays(room.service("worker"))].map(
			(run) => run.catch(() => null),
		),
	);
	const states = await room.db.checklist.findMany({
		where: { accountId },
		orderBy: { day: "asc" },
		select: { day: true, state: true },
	});
	expect(states).toEqual([
		{ day: first, state: "missed" },
		{ day: addDays(first, 1), state: "missed" },
		{ day: addDays(first, 2), state: "open" },
	]);
	expect(await readChecklist(operator, accountId, first)).toMatchObject({
		state: "missed",
		live: false,
		done: 0,
	});
	expect(await listPastDays(operator, accountId)).toEqual([
		{ accountId, day: addDays(first, 1), signed: null },
		{ accountId, day: first, signed: null },
	]);
	expect(await readToday(operator, accountId)).toMatchObject({
		missedYesterday: addDays(first, 1),
	});
});

test("a signed day stands among the missed ones, and only yesterday is told of today", async () => {
	const first = await today();
	await makeGood();
	await confirmAll();
	await postSummary(operator, { accountId });
	await deliverAll();
	await signDay(operator, { accountId });
	await room.advance(DAY);
	await openDays(room.service("worker"));
	expect((await readToday(operator, accountId)).missedYesterday).toBeNull();
	await room.advance(DAY);
	await openDays(room.service("worker"));
	const days = await listPastDays(operator, accountId);
	expect(days.map(({ day, signed }) => [day, signed?.signedBy])).toEqual([
		[addDays(first, 1), undefined],
		[first, "Olga"],
	]);
});
