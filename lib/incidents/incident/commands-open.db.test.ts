import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ctx } from "@/lib/command";
import { newId } from "@/lib/core/ids";
import { HOUR, MINUTE } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import type { IncidentSeverity } from "@/lib/incidents/model";
import { createWorld, type World } from "@/lib/testing/world";
import { acknowledgeIncident, resolveIncident } from "./commands";
import { openIncident } from "./commands-open";
import { readIncident } from "./views";

let room: World;
let operator: Ctx;
beforeAll(async () => {
	room = await createWorld();
	operator = await room.person(["operator"], { name: "Olga" });
});
afterAll(() => room.drop());

const open = (
	ctx: Ctx = operator,
	severity: IncidentSeverity = 2,
	cause = newId(),
	title = "Publishing failure spike",
) =>
	openIncident(ctx, {
		accountId: null,
		title,
		severity,
		dedupeKey: cause,
	});
const soon = async (ms: number) =>
	new Date((await appNow(room.db)).getTime() + ms);
const reason = "it was the token";

test("ten at once make one incident, the others are notes on it", async () => {
	const cause = newId();
	const opened = await Promise.all(
		Array.from({ length: 10 }, () => open(room.service("worker"), 3, cause)),
	);
	expect(new Set(opened.map(({ incidentId }) => incidentId)).size).toBe(1);
	const outcomes = opened.map(({ outcome }) => outcome).sort();
	expect(outcomes).toEqual([...Array(9).fill("noted"), "opened"]);
	const first = opened[0]?.incidentId ?? "";
	const { timeline } = await readIncident(operator, first);
	expect(timeline.map(({ action }) => action)).toEqual([
		"incident.open",
		...Array(9).fill("incident.note"),
	]);
});

test("tells the team in the same transaction, once", async () => {
	const { incidentId } = await open();
	const messages = await room.db.outboxMessage.findMany({
		where: { dedupeKey: { contains: incidentId } },
	});
	expect(messages).toMatchObject([
		{
			kind: "incident",
			text: expect.stringMatching(/^SEV2 incident #\d+: /),
		},
	]);
});

test("a worse finding raises the open incident, a milder one does not lower it", async () => {
	const cause = newId();
	const { incidentId } = await open(operator, 3, cause);
	await open(operator, 1, cause);
	await open(operator, 4, cause);
	expect(await readIncident(operator, incidentId)).toMatchObject({
		severity: 1,
	});
});

test("a finding that raises its incident renames it and tells the team, each time it gets worse", async () => {
	const cause = newId();
	const worker = room.service("worker");
	const mild = "Publishing failure (few attempts: confirm)";
	const { incidentId, number } = await open(worker, 3, cause, mild);
	await open(worker, 2, cause, "Publishing failure spike");
	await open(worker, 2, cause, "Publishing failure spike");
	await open(worker, 3, cause, mild);
	await open(worker, 1, cause, "Nothing goes out");
	const messages = await room.db.outboxMessage.findMany({
		where: { dedupeKey: { contains: incidentId } },
		orderBy: [{ createdAt: "asc" }, { id: "asc" }],
	});
	expect(messages.map(({ text }) => text)).toEqual([
		`SEV3 incident #${number}: ${mild}`,
		`SEV2 incident #${number}, raised from SEV3: Publishing failure spike`,
		`SEV1 incident #${number}, raised from SEV2: Nothing goes out`,
	]);
	const { title, timeline } = await readIncident(operator, incidentId);
	expect(title).toBe("Nothing goes out");
	expect(
		timeline.find(({ action }) => action === "incident.set-severity"),
	).toMatchObject({
		before: { severity: 3, title: mild },
		after: { severity: 2, title: "Publishing failure spike" },
	});
});

test("what is noted on an open incident uses up no number", async () => {
	const cause = newId();
	const first = await open(operator, 3, cause);
	await open(operator, 3, cause);
	await open(operator, 3, cause);
	expect((await open()).number).toBe(first.number + 1);
});

test("a cause that comes back within 15 min reopens its incident, later it is a new one", async () => {
	const cause = newId();
	const first = await open(operator, 3, cause);
	await acknowledgeIncident(operator, first);
	await resolveIncident(operator, { ...first, reason });
	await room.advance(10 * MINUTE);
	const again = await open(room.service("worker"), 3, cause);
	expect(again).toMatchObject({
		incidentId: first.incidentId,
		outcome: "reopened",
	});
	await resolveIncident(operator, { ...first, reason });
	await room.advance(16 * MINUTE);
	const later = await open(room.service("worker"), 3, cause);
	expect(later.outcome).toBe("opened");
	expect(later.incidentId).not.toBe(first.incidentId);
});

test("is not for viewers, and the refusal is audited", async () => {
	const before = await room.audited("access.deny");
	await expect(open(await room.person(["viewer"]))).rejects.toMatchObject({
		code: "forbidden",
	});
	expect(await room.audited("access.deny")).toBe(before + 1);
});

test("an impact that starts in the future is no fact", async () => {
	const impactStartedAt = await soon(HOUR);
	await expect(
		openIncident(operator, {
			accountId: null,
			title: "Too early",
			severity: 3,
			impactStartedAt,
		}),
	).rejects.toMatchObject({ code: "bad_input" });
});
