import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ctx } from "@/lib/command";
import { newId } from "@/lib/core/ids";
import { HOUR, MINUTE } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import type { IncidentSeverity } from "@/lib/incidents/model";
import { createWorld, type World } from "@/lib/testing/world";
import {
	acknowledgeIncident,
	cancelIncident,
	closeIncident,
	mitigateIncident,
	resolveIncident,
} from "./commands";
import {
	assignIncident,
	noteIncident,
	setIncidentEta,
	setIncidentSeverity,
} from "./commands-care";
import { openIncident } from "./commands-open";
import { listIncidents, readIncident } from "./views";

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
) =>
	openIncident(ctx, {
		accountId: null,
		title: "Publishing failure spike",
		severity,
		dedupeKey: cause,
	});
const soon = async (ms: number) =>
	new Date((await appNow(room.db)).getTime() + ms);
const reason = "it was the token";

describe("moving", () => {
	test("from triage to closed, each step stamped and on the timeline", async () => {
		const incident = await open();
		await acknowledgeIncident(operator, incident);
		await mitigateIncident(operator, { ...incident, reason });
		await resolveIncident(operator, { ...incident, reason });
		await closeIncident(operator, { ...incident, review: "rotate earlier" });
		const detail = await readIncident(operator, incident.incidentId);
		expect(detail).toMatchObject({ state: "closed", moves: [] });
		expect(detail.owner?.name).toBe("Olga");
		expect(detail.timeline.map(({ action }) => action)).toEqual([
			"incident.open",
			"incident.acknowledge",
			"incident.mitigate",
			"incident.resolve",
			"incident.close",
		]);
		for (const stamp of [
			detail.acknowledgedAt,
			detail.mitigatedAt,
			detail.resolvedAt,
			detail.closedAt,
		])
			expect(stamp).not.toBeNull();
	});

	test("a step that the table does not have is a conflict and changes nothing", async () => {
		const incident = await open();
		await expect(
			resolveIncident(operator, { ...incident, reason }),
		).rejects.toMatchObject({ code: "conflict" });
		await acknowledgeIncident(operator, incident);
		await expect(acknowledgeIncident(operator, incident)).rejects.toMatchObject(
			{ code: "conflict" },
		);
		await cancelIncident(operator, { ...incident, reason });
		await expect(
			mitigateIncident(operator, { ...incident, reason }),
		).rejects.toMatchObject({ code: "conflict" });
		expect(await readIncident(operator, incident.incidentId)).toMatchObject({
			state: "cancelled",
			cancelReason: reason,
		});
	});

	test("a severe incident does not close without a review, a mild one does", async () => {
		const severe = await open(operator, 2);
		const mild = await open(operator, 3);
		for (const incident of [severe, mild]) {
			await acknowledgeIncident(operator, incident);
			await resolveIncident(operator, { ...incident, reason });
		}
		await expect(closeIncident(operator, severe)).rejects.toMatchObject({
			code: "bad_input",
		});
		expect(await closeIncident(operator, mild)).toMatchObject({
			state: "closed",
		});
	});

	test("of two who resolve at once, one does", async () => {
		const incident = await open();
		await acknowledgeIncident(operator, incident);
		const results = await Promise.allSettled([
			resolveIncident(operator, { ...incident, reason }),
			resolveIncident(operator, { ...incident, reason }),
		]);
		expect(results.map(({ status }) => status).sort()).toEqual([
			"fulfilled",
			"rejected",
		]);
	});

	test("an incident that is not there is not found", async () => {
		await expect(
			acknowledgeIncident(operator, { incidentId: newId() }),
		).rejects.toMatchObject({ code: "not_found" });
	});
});

describe("caring", () => {
	test("the owner is a person in a working role", async () => {
		const incident = await open();
		const viewer = await room.person(["viewer"]);
		const owner = await room.person(["owner"], { name: "Otto" });
		await expect(
			assignIncident(operator, { ...incident, ownerId: viewer.actor.id }),
		).rejects.toMatchObject({ code: "refused" });
		await expect(
			assignIncident(operator, { ...incident, ownerId: newId() }),
		).rejects.toMatchObject({ code: "not_found" });
		await assignIncident(operator, { ...incident, ownerId: owner.actor.id });
		expect(
			(await readIncident(operator, incident.incidentId)).owner?.name,
		).toBe("Otto");
	});

	test("every promise stays, a later one is a slip with its reason", async () => {
		const incident = await open();
		const first = await soon(30 * MINUTE);
		const second = await soon(90 * MINUTE);
		await setIncidentEta(operator, { ...incident, etaAt: first });
		await expect(
			setIncidentEta(operator, { ...incident, etaAt: second }),
		).rejects.toMatchObject({ code: "bad_input" });
		await setIncidentEta(operator, {
			...incident,
			etaAt: second.toISOString(),
			reason: "waiting for Meta",
		});
		const detail = await readIncident(operator, incident.incidentId);
		expect(detail).toMatchObject({
			etaAt: second.toISOString(),
			etaPassed: false,
			slips: 1,
		});
		expect(detail.etas.map(({ slipped }) => slipped)).toEqual([false, true]);
		await room.advance(2 * HOUR);
		const [listed] = (await listIncidents(operator, { open: true })).filter(
			({ id }) => id === incident.incidentId,
		);
		expect(listed?.etaPassed).toBe(true);
	});

	test("one person raises a severity, a second one lowers it", async () => {
		const incident = await open();
		await setIncidentSeverity(operator, { ...incident, severity: 1 });
		const lower = { ...incident, severity: 3 as const };
		await expect(
			setIncidentSeverity(operator, { ...lower, reason }),
		).rejects.toMatchObject({ code: "refused" });
		const second = await room.person(["operator"], { name: "Otto" });
		await expect(setIncidentSeverity(second, lower)).rejects.toMatchObject({
			code: "refused",
		});
		await setIncidentSeverity(second, { ...lower, reason });
		expect(await readIncident(operator, incident.incidentId)).toMatchObject({
			severity: 3,
		});
	});

	test("a note is a line of the timeline", async () => {
		const incident = await open();
		await noteIncident(operator, { ...incident, text: "asked the platform" });
		const { timeline } = await readIncident(operator, incident.incidentId);
		expect(timeline.at(-1)).toMatchObject({
			action: "incident.note",
			actor: "Olga",
			reason: "asked the platform",
		});
	});
});
