import { afterAll, beforeAll, expect, test } from "vitest";
import { pauseAccount, resumeAccount } from "@/lib/accounts/commands";
import { HOUR, MINUTE } from "@/lib/core/time";
import { reschedulePost } from "@/lib/publishing/queue/commands-slot";
import { createStage, type Stage } from "@/lib/publishing/testing/stage";
import { approvePost } from "./commands";
import { remindApprovals, remindOfApprovals } from "./commands-remind";

let stage: Stage;
beforeAll(async () => {
	stage = await createStage();
});
afterAll(() => stage.close());

const waiting = (inMs: number) => ({ approved: false, inMs });
const texts = async (accountId: string): Promise<string[]> => {
	const rows = await stage.db.outboxMessage.findMany({
		where: { kind: "post.remind", text: { contains: accountId } },
		orderBy: { id: "asc" },
	});
	return rows.map(({ text }) => text);
};
/** One pass every 5 min for so long, as the duty does. */
async function watch(ms: number): Promise<void> {
	for (let passed = 0; passed < ms; passed += 5 * MINUTE) {
		await remindOfApprovals(stage.worker);
		await stage.pass(5 * MINUTE);
	}
	await remindOfApprovals(stage.worker);
}

test("two reminders before the slot, each of all that wait; none of what is approved", async () => {
	const { id: accountId } = await stage.connected();
	const inMs = 3 * HOUR - 2 * MINUTE;
	await stage.post(accountId, waiting(inMs));
	await stage.post(accountId, waiting(inMs + 1000));
	await stage.post(accountId, { inMs: inMs + 2000 });
	await watch(4 * HOUR);
	const told = await texts(accountId);
	expect(told).toHaveLength(2);
	for (const text of told) {
		expect(text).toContain("2 posts will not go out without an approval");
		expect(text.match(/the post is not approved/g)).toHaveLength(2);
		expect(text).toContain("Oda Operator");
		expect(text).toContain("Cleo Compliance");
	}
});

test("a reminder is outdated with the last slot that it tells of", async () => {
	const { id: accountId } = await stage.connected();
	await stage.post(accountId, waiting(HOUR));
	const later = await stage.post(accountId, waiting(HOUR + MINUTE));
	await remindOfApprovals(stage.worker);
	const { slotAt } = await stage.db.post.findUniqueOrThrow({
		where: { id: later },
	});
	const [message] = await stage.db.outboxMessage.findMany({
		where: { text: { contains: accountId } },
	});
	expect(message?.outdatedAt).toEqual(slotAt);
});

test("once approved no more; stale again, it is told of again", async () => {
	const { id: accountId } = await stage.connected();
	const postId = await stage.post(accountId, waiting(110 * MINUTE));
	await watch(10 * MINUTE);
	expect(await texts(accountId)).toHaveLength(1);
	await approvePost(await stage.fresh(stage.operator), { postId });
	await watch(10 * MINUTE);
	expect(await texts(accountId)).toHaveLength(1);

	const slotAt = new Date((await stage.now()).getTime() + 80 * MINUTE);
	await reschedulePost(stage.operator, { postId, slotAt });
	await watch(10 * MINUTE);
	const told = await texts(accountId);
	expect(told).toHaveLength(2);
	expect(told[1]).toContain("the post changed after it was approved");
});

test("nothing of a paused account; resumed, it is told of what is still to come", async () => {
	const { id: accountId } = await stage.connected();
	await stage.post(accountId, waiting(HOUR));
	const admin = await stage.person(["admin"]);
	await pauseAccount(admin, { accountId, reason: "a quiet week" });
	await watch(10 * MINUTE);
	expect(await texts(accountId)).toEqual([]);
	await expect(
		remindApprovals(stage.worker, { accountId }),
	).rejects.toMatchObject({ code: "conflict" });
	await resumeAccount(admin, { accountId, reason: "back again" });
	await watch(5 * MINUTE);
	expect(await texts(accountId)).toHaveLength(1);
});

test("of two passes at one instant one tells, and nobody but the worker may", async () => {
	const { id: accountId } = await stage.connected();
	const postId = await stage.post(accountId, waiting(HOUR));
	const both = await Promise.allSettled([
		remindApprovals(stage.worker, { accountId }),
		remindApprovals(stage.service("worker"), { accountId }),
	]);
	expect(both.map(({ status }) => status).sort()).toEqual([
		"fulfilled",
		"rejected",
	]);
	expect(await texts(accountId)).toHaveLength(1);
	const events = await stage.db.auditEvent.count({
		where: { action: "post.remind", subjectId: postId },
	});
	expect(events).toBe(1);
	await expect(
		remindApprovals(stage.operator, { accountId }),
	).rejects.toMatchObject({ code: "forbidden" });
});
