import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Ctx } from "@/lib/command";
import { newId } from "@/lib/core/ids";
import { addMs, HOUR, MINUTE, SECOND } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import {
	acknowledgeIncident,
	resolveIncident,
} from "@/lib/incidents/incident/commands";
import { listIncidents } from "@/lib/incidents/incident/views";
import { addTestAttempt, addTestPost } from "@/lib/notifications/testing/rows";
import { createWorld, type World } from "@/lib/testing/world";
import { detectIncidents } from "./detect";

let room: World;
let worker: Ctx;
let accountId = "";
beforeAll(async () => {
	room = await createWorld();
	worker = room.service("worker");
});
afterAll(() => room.drop());
beforeEach(async () => {
	await room.advance(2 * HOUR);
	await room.owner.workerHeartbeat.deleteMany();
	accountId = await room.account();
});

const ago = async (ms: number) =>
	new Date((await appNow(room.db)).getTime() - ms);
const attempts = async (...outcomes: ("published" | "failed" | "retry")[]) => {
	for (const [index, outcome] of outcomes.entries()) {
		const at = await ago((30 - index) * MINUTE);
		const postId = await addTestPost(room.owner, {
			accountId,
			slotAt: at,
			state: "failed",
		});
		await addTestAttempt(room.owner, { postId, accountId, outcome, at });
	}
};
const beat = async (secondsAgo: number, stopped = false) => {
	const beatAt = await ago(secondsAgo * SECOND);
	await room.owner.workerHeartbeat.create({
		data: {
			id: newId(),
			host: "box",
			pid: secondsAgo,
			startedAt: addMs(beatAt, -MINUTE),
			beatAt,
			stoppedAt: stopped ? beatAt : null,
			environment: {},
		},
	});
};
const opened = async (detector: string, account: string | null) =>
	(await listIncidents(room.service("worker"), { open: true })).filter(
		(incident) =>
			incident.detector === detector && incident.accountId === account,
	);

test("a failure spike opens one incident, and the same numbers again add nothing", async () => {
	await beat(1);
	await attempts("published", "failed", "retry");
	const results = await Promise.all([
		detectIncidents(worker),
		detectIncidents(worker),
	]);
	expect(results.every(({ did }) => did <= 1)).toBe(true);
	expect(await detectIncidents(worker)).toEqual({ did: 0 });
	const [incident, ...more] = await opened("publishing_failures", accountId);
	expect(more).toEqual([]);
	expect(incident).toMatchObject({
		severity: 2,
		state: "triage",
		evidence: { attempts: 3, failures: 2 },
	});
	expect(incident?.impactStartedAt).not.toBeNull();

	await attempts("failed");
	expect(await detectIncidents(worker)).toEqual({ did: 1 });
	expect(await opened("publishing_failures", accountId)).toMatchObject([
		{ evidence: { attempts: 4, failures: 3 } },
	]);
});

test("one failure alone opens, as SEV3 to be confirmed", async () => {
	await beat(1);
	await attempts("failed");
	await detectIncidents(worker);
	expect(await opened("publishing_failures", accountId)).toMatchObject([
		{ severity: 3, title: expect.stringMatching(/confirm/) },
	]);
});

test("what is resolved does not come back by its own failures, a new one reopens it", async () => {
	const operator = await room.person(["operator"]);
	await beat(1);
	await attempts("failed", "failed");
	await detectIncidents(worker);
	const [incident] = await opened("publishing_failures", accountId);
	const incidentId = incident?.id ?? "";
	await acknowledgeIncident(operator, { incidentId });
	await resolveIncident(operator, { incidentId, reason: "token renewed" });
	expect(await detectIncidents(worker)).toEqual({ did: 0 });
	const postId = await addTestPost(room.owner, {
		accountId,
		slotAt: await ago(0),
		state: "failed",
	});
	const at = await ago(0);
	await addTestAttempt(room.owner, {
		postId,
		accountId,
		outcome: "failed",
		at,
	});
	expect(await detectIncidents(worker)).toEqual({ did: 1 });
	expect(await opened("publishing_failures", accountId)).toMatchObject([
		{ id: incidentId, state: "active" },
	]);
});

test("good attempts open nothing", async () => {
	await beat(1);
	await attempts("published", "published");
	expect(await detectIncidents(worker)).toEqual({ did: 0 });
});

test("a worker that went silent opens an incident, one that was stopped does not", async () => {
	await beat(40, true);
	expect(await detectIncidents(worker)).toEqual({ did: 0 });
	await beat(35);
	await beat(2);
	await detectIncidents(worker);
	expect(await opened("worker_dead", null)).toMatchObject([
		{ severity: 3, evidence: { silent: ["box:35"], alive: 1 } },
	]);
});

test("only those who manage incidents run the detectors", async () => {
	await expect(
		detectIncidents(await room.person(["viewer"])),
	).rejects.toMatchObject({ code: "forbidden" });
});
