import { afterAll, beforeAll, expect, test } from "vitest";
import { listAudit } from "@/lib/audit/views";
import { DAY, HOUR } from "@/lib/core/time";
import { approvePost, rejectPost } from "@/lib/publishing/approval/commands";
import { explainPost } from "@/lib/publishing/decisions/views-explain";
import { expirePosts } from "@/lib/publishing/publish/commands-expire";
import {
	createStage,
	type Stage,
	stateOf,
} from "@/lib/publishing/testing/stage";
import { holdPosts } from "./commands-hold-many";
import { reschedulePost } from "./commands-slot";
import { readQueuePage } from "./views-page";
import { readLocalSlot, readPostPanel } from "./views-panel";

let stage: Stage;
beforeAll(async () => {
	stage = await createStage();
});
afterAll(() => stage.close());

const waiting = { approved: false, inMs: HOUR };

test("bulk hold: what can be held is, each with its event; the rest is named", async () => {
	const { id: accountId } = await stage.connected();
	const elsewhere = await stage.connected();
	const good = await stage.post(accountId, waiting);
	const gone = await stage.post(accountId, { ...waiting, inMs: 2 * HOUR });
	const foreign = await stage.post(elsewhere.id, waiting);
	await rejectPost(await stage.fresh(stage.operator), {
		postId: gone,
		reason: "off topic",
	});
	const result = await holdPosts(stage.operator, {
		accountId,
		postIds: [good, gone, foreign, good],
		reason: "the client asked",
	});
	expect(result.held).toEqual([good]);
	expect(result.refused).toEqual(
		expect.arrayContaining([
			{ postId: gone, why: "it is cancelled" },
			{ postId: foreign, why: "it belongs to another account" },
		]),
	);
	expect(await stateOf(stage, foreign)).toMatchObject({ state: "queued" });
	const [event] = await listAudit(stage.operator, {
		subjectId: good,
		limit: 1,
	});
	expect(event).toMatchObject({
		action: "post.hold",
		reason: "the client asked",
	});
});

test("bulk hold: nothing to hold is a refusal, a viewer may not", async () => {
	const { id: accountId } = await stage.connected();
	const postId = await stage.post(accountId, waiting);
	const viewer = await stage.person(["viewer"]);
	const input = { accountId, postIds: [postId], reason: "because" };
	await expect(holdPosts(viewer, input)).rejects.toMatchObject({
		code: "forbidden",
	});
	await holdPosts(stage.operator, input);
	await expect(holdPosts(stage.operator, input)).rejects.toMatchObject({
		code: "refused",
		message: "nothing to hold: it is held",
	});
});

test("the queue's page knows slots, posts, and what its reader may do", async () => {
	const { id: accountId } = await stage.connected();
	const postId = await stage.post(accountId, waiting);
	const viewer = await stage.person(["viewer"]);
	const mine = await readQueuePage(stage.operator, accountId);
	expect(mine.rows).toMatchObject([
		{ id: postId, state: "queued", approveRefusal: null, holdRefusal: null },
	]);
	expect(mine.planned.every((at) => at >= mine.observedAt)).toBe(true);
	expect(mine).toMatchObject({ editRefusal: null, refillRefusal: null });
	const theirs = await readQueuePage(viewer, accountId);
	expect(theirs.rows[0]?.approveRefusal).toContain("operator");
	expect(theirs.editRefusal).toContain("operator or owner");
});

test("a post's page says what the gate would answer at its slot, not that the slot is far", async () => {
	const { id: accountId } = await stage.connected();
	const postId = await stage.post(accountId, waiting);
	const before = await readPostPanel(stage.operator, postId);
	expect(before.explanation.mode).toBe("simulated");
	expect(before.explanation.reasons).toContain("the post is not approved");
	expect(before.acts).toMatchObject({ approve: null, publishNext: null });
	expect(before.acts.requeue).toBe("a queued post cannot be requeued");

	await approvePost(await stage.fresh(stage.operator), {
		postId,
		digest: before.digest,
	});
	const after = await readPostPanel(stage.operator, postId);
	expect(after.acts.approve).toMatch(/approved already/);
	expect(after.explanation.reasons.join()).not.toContain("not approved");
});

test("a post that may be requeued is offered the next slot that is free, in the time that is left", async () => {
	const { id: accountId } = await stage.connected();
	const postId = await stage.post(accountId, waiting);
	const queued = await readPostPanel(stage.operator, postId);
	expect(queued.freeSlotAt).toBeNull();
	await stage.pass(DAY);
	await expirePosts(stage.worker);
	const { planned } = await readQueuePage(stage.operator, accountId);
	const other = await stage.post(accountId, waiting);
	const slotAt = new Date(planned[0] ?? "");
	await reschedulePost(stage.operator, { postId: other, slotAt });
	const { acts, freeSlotAt } = await readPostPanel(stage.operator, postId);
	expect(acts.requeue).toBeNull();
	expect(freeSlotAt).toBe(planned[1]);
});

test("a post's page says that calls for its account are stopped", async () => {
	const { id } = await stage.connected();
	const postId = await stage.post(id, waiting);
	const before = await readPostPanel(stage.operator, postId);
	expect(before.explanation.callsStop).toBeNull();
	await stage.db.account.update({ where: { id }, data: { state: "paused" } });
	const { explanation, waitsFor } = await readPostPanel(stage.operator, postId);
	expect(explanation.callsStop).toEqual({ sentence: waitsFor, ofToken: false });
	const told = await explainPost(stage.operator, { postId });
	expect(told.callsStop?.sentence).toBe("the account is paused");
});

test("a post that moderation holds says what it found, until a person approves it", async () => {
	const { id: accountId } = await stage.connected();
	const postId = await stage.post(accountId, {
		...waiting,
		moderation: "hold",
	});
	const note = { rule: "banned_claim", severity: "hold", message: "a claim" };
	await stage.db.post.update({
		where: { id: postId },
		data: { moderationNotes: [{ ...note, excerpt: "guaranteed" }] },
	});
	const held = await readQueuePage(stage.operator, accountId);
	expect(held.rows[0]).toMatchObject({
		moderationHold: "banned claim: a claim (“guaranteed”)",
		approveRefusal: null,
	});
	await approvePost(await stage.fresh(stage.operator), { postId });
	const freed = await readQueuePage(stage.operator, accountId);
	expect(freed.rows[0]).toMatchObject({
		state: "queued",
		moderationHold: null,
	});
});

test("a local slot is read in the post's own zone", async () => {
	const { id: accountId } = await stage.connected();
	const postId = await stage.post(accountId, waiting);
	const { timeZone } = await readPostPanel(stage.operator, postId);
	const local = { day: "2027-03-28", time: "02:30" };
	await expect(
		readLocalSlot(stage.operator, postId, local),
	).rejects.toMatchObject({ code: "bad_input" });
	expect(timeZone).toBe("Europe/Berlin");
	await expect(
		reschedulePost(stage.operator, { postId, slotAt: new Date(0) }),
	).rejects.toMatchObject({ code: "refused" });
});
