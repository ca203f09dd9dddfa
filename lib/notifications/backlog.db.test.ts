import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { HOUR, MINUTE, SECOND } from "@/lib/core/time";
import { transaction } from "@/lib/db/client";
import { appNow } from "@/lib/db/clock";
import {
	startTestSlack,
	type TestSlack,
} from "@/lib/notifications/testing/slack";
import { freezeClock } from "@/lib/testing/frozen-clock";
import { createWorld, type World } from "@/lib/testing/world";
import { setChannel } from "./commands";
import { deliverOutbox } from "./deliver";
import type { MessageKind } from "./model";
import { queueMessage } from "./queue";
import { findMessage, listMessages, readChannel } from "./views";

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
beforeEach(async () => {
	slack.reset();
	await room.owner.outboxMessage.deleteMany();
	await setChannel(await room.person(["admin"]), { url: null });
});

async function queue(
	kind: MessageKind,
	text: string,
	outdatedAt?: Date,
): Promise<void> {
	await transaction(room.db, async (tx) => {
		const now = await appNow(tx);
		await queueMessage(tx, { dedupeKey: text, kind, text, now, outdatedAt });
	});
	await room.advance(SECOND);
}
const inMs = async (ms: number) =>
	new Date((await appNow(room.db)).getTime() + ms);
const connect = async () =>
	setChannel(await room.person(["admin"]), { url: slack.url });
/** What goes out until nothing is due any more. */
async function drain(): Promise<readonly string[]> {
	for (;;) {
		await room.advance(2 * SECOND);
		const { did } = await deliverOutbox(room.service("worker"));
		if (did === 0) return slack.received;
	}
}

test("alarms go out before everything that waits, checkpoints after it, each the oldest first", async () => {
	await queue("checkpoint", "an hour");
	await queue("role.grant", "a role");
	await queue("incident", "SEV1");
	await queue("checkpoint", "the next hour");
	await queue("summary", "the day");
	await queue("glass.break", "BREAK-GLASS");
	await connect();
	expect(await drain()).toEqual([
		...["SEV1", "BREAK-GLASS", "a role", "the day"],
		...["an hour", "the next hour"],
	]);
});

test("what is outdated is not sent, does not wait, and says so on the screen", async () => {
	await queue("post.remind", "approve by noon", await inMs(MINUTE));
	await queue("post.remind", "approve by the evening", await inMs(5 * HOUR));
	await room.advance(MINUTE);
	expect(await connect()).toMatchObject({ revived: 1 });
	expect(await readChannel(room.service("cli"))).toMatchObject({ pending: 1 });
	expect(await drain()).toEqual(["approve by the evening"]);
	expect(await findMessage(room.db, "approve by noon")).toMatchObject({
		state: "outdated",
		lastError: "not sent: its time passed while it waited",
		tries: 0,
	});
	expect(await listMessages(room.service("cli"))).toMatchObject([
		{ state: "delivered" },
		{ state: "outdated" },
	]);
});

test("what was given up and is outdated by now does not come back with a new channel", async () => {
	await queue("post.remind", "approve by noon", await inMs(MINUTE));
	await room.owner.outboxMessage.updateMany({ data: { state: "failed" } });
	await room.advance(HOUR);
	expect(await connect()).toMatchObject({ revived: 0 });
	expect(await drain()).toEqual([]);
});
