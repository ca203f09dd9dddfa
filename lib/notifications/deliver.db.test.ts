import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { MINUTE, SECOND } from "@/lib/core/time";
import { transaction } from "@/lib/db/client";
import { appNow } from "@/lib/db/clock";
import {
	SLACK_OK,
	startTestSlack,
	type TestSlack,
} from "@/lib/notifications/testing/slack";
import { freezeClock } from "@/lib/testing/frozen-clock";
import { createWorld, type World } from "@/lib/testing/world";
import { setChannel } from "./commands";
import { deliverOutbox } from "./deliver";
import { queueMessage } from "./queue";
import { testChannel } from "./try-channel";
import { findMessage, readChannel } from "./views";

let slack: TestSlack;
let room: World;

beforeAll(async () => {
	room = await createWorld();
	await freezeClock(room.owner, await appNow(room.db));
	slack = await startTestSlack();
});
afterAll(async () => {
	slack.close();
	await room.drop();
});
afterEach(async () => {
	slack.reset();
	await room.owner.outboxMessage.deleteMany();
});

const queue = (dedupeKey: string, text = dedupeKey) =>
	transaction(room.db, async (tx) =>
		queueMessage(tx, {
			dedupeKey,
			kind: "summary",
			text,
			now: await appNow(tx),
		}),
	);
const messageOf = async (key: string) => {
	const message = await findMessage(room.db, key);
	if (!message) throw new Error(`no message ${key}`);
	return message;
};
const deliver = async () => {
	await room.advance(2 * SECOND);
	return deliverOutbox(room.service("worker"));
};
const connect = async () =>
	setChannel(await room.person(["admin"]), { url: slack.url });

test("without a channel a message waits, and the reason shows", async () => {
	await setChannel(await room.person(["admin"]), { url: null });
	await queue("waits");
	expect(await deliver()).toEqual({
		did: 0,
		waitsBecause: expect.stringMatching(/no team channel is set/),
	});
	expect(await messageOf("waits")).toMatchObject({
		state: "pending",
		tries: 0,
	});
	expect(await readChannel(room.service("cli"))).toMatchObject({
		state: "unset",
		pending: 1,
		waitsBecause: expect.stringMatching(/no team channel is set/),
	});
});

test("two workers send a message once, its text escaped, and the delivery is audited", async () => {
	await connect();
	await queue("once", "likes < 5 & falling");
	const before = await room.audited("message.deliver");
	await room.advance(2 * SECOND);
	const results = await Promise.all([
		deliverOutbox(room.service("worker")),
		deliverOutbox(room.service("worker")),
	]);
	expect(results.map(({ did }) => did).sort()).toEqual([0, 1]);
	expect(slack.received).toEqual(["likes &lt; 5 &amp; falling"]);
	expect(await messageOf("once")).toMatchObject({
		state: "delivered",
		tries: 1,
	});
	expect(await room.audited("message.deliver")).toBe(before + 1);
	expect(await readChannel(room.service("cli"))).toMatchObject({
		state: "working",
	});
});

test("a key is used once, and a rolled-back change queues nothing", async () => {
	expect(await queue("same")).toBe(true);
	expect(await queue("same")).toBe(false);
	const failing = transaction(room.db, async (tx) => {
		const now = await appNow(tx);
		await queueMessage(tx, {
			dedupeKey: "gone",
			kind: "summary",
			text: "x",
			now,
		});
		throw new Error("the change failed");
	});
	await expect(failing).rejects.toThrow("the change failed");
	expect(await findMessage(room.db, "gone")).toBeNull();
});

test("one message a second, whatever waits", async () => {
	await connect();
	await queue("first");
	await room.advance(2 * SECOND);
	await queue("second");
	const worker = room.service("worker");
	expect(await deliverOutbox(worker)).toMatchObject({ did: 1 });
	await room.advance(SECOND - 1);
	expect(await deliverOutbox(worker)).toMatchObject({ did: 0 });
	await room.advance(1);
	expect(await deliverOutbox(worker)).toMatchObject({ did: 1 });
	expect(slack.received).toEqual(["first", "second"]);
});

test("a failure is tried again after its backoff, not before", async () => {
	await connect();
	slack.answers.push({ status: 503, body: "busy" });
	await queue("retried");
	await deliver();
	expect(await messageOf("retried")).toMatchObject({
		state: "pending",
		lastError: expect.stringMatching(/503/),
	});
	await deliver();
	expect(slack.received).toHaveLength(1);
	await room.advance(4 * SECOND);
	await deliver();
	expect(await messageOf("retried")).toMatchObject({
		state: "delivered",
		tries: 2,
	});
});

test("429 holds everything back for as long as it says", async () => {
	await connect();
	slack.answers.push({
		status: 429,
		body: "",
		headers: { "retry-after": "30" },
	});
	await queue("throttled");
	await queue("behind");
	await deliver();
	await room.advance(20 * SECOND);
	expect(await deliver()).toMatchObject({ did: 0 });
	await room.advance(10 * SECOND);
	expect(await deliver()).toMatchObject({ did: 1 });
	expect(slack.received).toEqual(["throttled", "throttled"]);
});

test.each([
	[{ status: 404, body: "no_team" }, /404.*no_team/],
	[
		{ status: 200, body: "<html><body>Sign in</body></html>" },
		/not as a channel/,
	],
])(
	"%j disables the channel, the message waits until it is mended",
	async (answer, why) => {
		await connect();
		slack.answers.push(answer);
		await queue("kept");
		await deliver();
		const channel = await readChannel(room.service("cli"));
		expect(channel).toMatchObject({ state: "disabled", pending: 1 });
		expect(channel.fault).toMatch(why);
		expect(JSON.stringify(channel)).not.toContain("secret-canary");
		expect(await deliver()).toMatchObject({ did: 0 });
		expect(slack.received).toHaveLength(1);

		expect(await testChannel(await room.person(["admin"]))).toEqual({
			ok: true,
			fault: null,
		});
		await deliver();
		expect(await messageOf("kept")).toMatchObject({ state: "delivered" });
	},
);

test("a message that a working channel refuses twice stays on the list as failed", async () => {
	const refusal = { status: 400, body: "invalid_payload" };
	await connect();
	slack.answers.push(refusal, SLACK_OK, refusal);
	await queue("poison");
	await deliver();
	await testChannel(await room.person(["admin"]));
	await deliver();
	expect(await messageOf("poison")).toMatchObject({ state: "failed" });
	await queue("next");
	await deliver();
	expect(await messageOf("next")).toMatchObject({ state: "delivered" });
});

test("the lease of a worker that died runs out", async () => {
	await connect();
	await queue("orphan");
	const claimed = room.owner.$executeRaw`
		UPDATE outbox_message SET tries = 1, due_at = app_now() + interval '1 minute'`;
	await claimed;
	expect(await deliver()).toMatchObject({ did: 0 });
	await room.advance(MINUTE);
	expect(await deliver()).toMatchObject({ did: 1 });
	expect(await messageOf("orphan")).toMatchObject({ tries: 2 });
});

test("only an administrator sets or tests the channel, and the audit never holds its address", async () => {
	const operator = await room.person(["operator"]);
	await expect(setChannel(operator, { url: slack.url })).rejects.toMatchObject({
		code: "forbidden",
	});
	await expect(testChannel(operator)).rejects.toMatchObject({
		code: "forbidden",
	});
	const admin = await room.person(["admin"]);
	await expect(
		setChannel(admin, { url: "http://hooks.slack.com/x" }),
	).rejects.toThrow(/https/);
	const events = await room.db.auditEvent.findMany();
	expect(events.some(({ action }) => action === "channel.set")).toBe(true);
	expect(
		JSON.stringify(events, (_, value) =>
			typeof value === "bigint" ? value.toString() : value,
		),
	).not.toContain("secret-canary");
});
