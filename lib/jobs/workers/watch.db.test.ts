import {
	afterAll,
	afterEach,
	beforeAll,
	beforeEach,
	expect,
	test,
} from "vitest";
import { newId } from "@/lib/core/ids";
import { addMs, HOUR, SECOND } from "@/lib/core/time";
import { createDb } from "@/lib/db/client";
import { appNow } from "@/lib/db/clock";
import { listIncidents } from "@/lib/incidents/incident/views";
import { setChannel } from "@/lib/notifications/commands";
import {
	startTestSlack,
	type TestSlack,
} from "@/lib/notifications/testing/slack";
import { readChannel } from "@/lib/notifications/views";
import { createWorld, type World } from "@/lib/testing/world";
import { workerCtx } from "./ctx";
import { readIdleness } from "./views";
import { keepWatch, superviseWorkers } from "./watch";

let room: World;
let slack: TestSlack;
const faults: unknown[] = [];
beforeAll(async () => {
	room = await createWorld();
	slack = await startTestSlack();
	await setChannel(await room.person(["admin"]), { url: slack.url });
});
afterAll(async () => {
	slack.close();
	await room.drop();
});
beforeEach(() => room.advance(HOUR));
afterEach(async () => {
	expect(faults).toEqual([]);
	slack.reset();
	await room.owner.workerHeartbeat.deleteMany();
	await room.owner.outboxMessage.deleteMany();
});

const { signal } = new AbortController();
const onFault = (error: unknown) => void faults.push(error);
const ago = async (seconds: number) =>
	addMs(await appNow(room.db), -seconds * SECOND);
const life = async (startedAgo: number, beatAgo: number) =>
	room.owner.workerHeartbeat.create({
		data: {
			...{ id: newId(), host: "box", pid: startedAgo, environment: {} },
			startedAt: await ago(startedAgo),
			beatAt: await ago(beatAgo),
		},
	});
const look = async (lookedFor = 3600) =>
	superviseWorkers(room.service("worker"), {
		since: await ago(lookedFor),
		signal,
		onFault,
	});
const opened = () => listIncidents(room.service("worker"), { open: true });
const isIdle = async () =>
	(await readIdleness(await room.person(["viewer"]))).idle;

test("while a worker is at work, or has just stopped being, the watch does nothing", async () => {
	await life(1800, 900);
	await life(1800, 3);
	await look();
	expect(await isIdle()).toBe(false);
	await room.owner.workerHeartbeat.deleteMany();

	await life(1800, 45);
	await look();
	expect(await isIdle()).toBe(true);
	expect(await opened()).toEqual([]);
	expect(await room.audited("incident.open")).toBe(0);
});

test("whoever has just begun to look gives the first worker its time", async () => {
	await life(90_000, 80_000);
	await look(50);
	expect(await opened()).toEqual([]);
});

test("without a worker two watchers, each looking twice, open one incident and tell of it once", async () => {
	await life(1800, 900);
	await Promise.all([look(), look()]);
	await Promise.all([look(), look()]);
	expect(await opened()).toMatchObject([
		{ title: "No worker is alive", severity: 2 },
	]);
	expect(await room.audited("incident.open")).toBe(1);
	expect(slack.received).toEqual([
		expect.stringContaining("No worker is alive"),
	]);
	expect(await readChannel(room.service("worker"))).toMatchObject({
		pending: 0,
	});
	expect(await isIdle()).toBe(true);
});

test("a look that fails is told, the next one comes, and the end is the signal's", async () => {
	const db = createDb("postgresql://nobody@127.0.0.1:9/none", { poolSize: 1 });
	const leaving = new AbortController();
	const told: unknown[] = [];
	await keepWatch(() => workerCtx(db), {
		everyMs: 1,
		signal: leaving.signal,
		onFault: (error) => {
			if (told.push(error) === 3) leaving.abort();
		},
	});
	expect(told).toHaveLength(3);
	await db.$disconnect();
});
