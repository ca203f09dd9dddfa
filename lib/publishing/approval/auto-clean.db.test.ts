import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { switchAutoCleanOff } from "@/lib/accounts/policy/commands-off";
import { newId } from "@/lib/core/ids";
import { HOUR } from "@/lib/core/time";
import { setHold } from "@/lib/governance/stops/commands";
import type { PublishDeps } from "@/lib/publishing/publish/deps";
import { publishDuePost } from "@/lib/publishing/publish/publish";
import { releasePost } from "@/lib/publishing/queue/commands-hold";
import { listQueue } from "@/lib/publishing/queue/views";
import { readPost } from "@/lib/publishing/queue/views-post";
import {
	createStage,
	liveOf,
	type Stage,
	type TestAccount,
} from "@/lib/publishing/testing/stage";
import { beforeIntent } from "@/lib/publishing/testing/timing";
import { approvePost } from "./commands";

let stage: Stage;
beforeAll(async () => {
	stage = await createStage();
});
afterAll(() => stage.close());

const publish = (postId: string, change: Partial<PublishDeps> = {}) =>
	publishDuePost(stage.worker, postId, stage.deps(change));

const switched = async (): Promise<TestAccount> => {
	const account = await stage.connected();
	await stage.open(account.id);
	await stage.autoClean(account.id);
	return account;
};
const unseen = (accountId: string, inMs = 0) =>
	stage.post(accountId, { approved: false, inMs });
const off = (accountId: string) =>
	switchAutoCleanOff(stage.operator, { accountId, reason: "odd captions" });
const OFF = {
	kind: "held",
	reasons: [expect.stringMatching(/auto-clean was switched off/)],
};

test("what the policy approved goes out while it is on", async () => {
	const account = await switched();
	const postId = await unseen(account.id);
	expect(await publish(postId)).toMatchObject({ kind: "published" });
});

test("it counts for posts enqueued after it was switched on, not before", async () => {
	const account = await stage.connected();
	const before = await unseen(account.id, HOUR);
	await stage.autoClean(account.id);
	const after = await unseen(account.id, 2 * HOUR);
	expect(await readPost(stage.operator, before)).toMatchObject({
		approval: { fault: "no_approval" },
	});
	expect(await readPost(stage.operator, after)).toMatchObject({
		approval: { by: "policy", fault: null },
	});
});

describe("once it is off", () => {
	test("unsent posts that it approved wait for a person, and say so", async () => {
		const account = await switched();
		const postId = await unseen(account.id);
		await off(account.id);
		const fault = { fault: "auto_clean_off" };
		expect(await readPost(stage.operator, postId)).toMatchObject({
			approval: fault,
		});
		const span = { from: new Date(0), to: new Date("2999-01-01T00:00:00Z") };
		const accountId = account.id;
		const queue = await listQueue(stage.operator, { accountId, ...span });
		expect(queue).toMatchObject([{ id: postId, approval: fault }]);
		expect(await publish(postId)).toMatchObject(OFF);
		const approver = await stage.fresh(stage.operator);
		expect(await approvePost(approver, { postId })).toMatchObject({
			state: "queued",
		});
		expect(await publish(postId)).toMatchObject({ kind: "published" });
	});

	test("a post on its way is held at the second gate, and nothing is sent", async () => {
		const account = await switched();
		const postId = await unseen(account.id);
		const late = beforeIntent(() => off(account.id));
		expect(await publish(postId, late)).toMatchObject(OFF);
		expect(await stage.db.outboundIntent.count({ where: { postId } })).toBe(0);
		expect(await liveOf(stage, account.igId)).toEqual([]);
	});

	test("nothing more is approved by it, and switching it on again revives nothing", async () => {
		const account = await switched();
		const early = await unseen(account.id);
		await off(account.id);
		const meanwhile = await unseen(account.id, 1);
		expect(await readPost(stage.operator, meanwhile)).toMatchObject({
			approval: { kind: "none" },
		});
		await stage.autoClean(account.id);
		expect(await publish(early)).toMatchObject(OFF);
		const fresh = await unseen(account.id, 2);
		await stage.pass(2);
		expect(await publish(fresh)).toMatchObject({ kind: "published" });
	});
});

test("in a policy hold it counts for nothing, and a person's approval does", async () => {
	const account = await switched();
	const before = await unseen(account.id);
	const lead = await stage.fresh(stage.compliance);
	await setHold(lead, { accountId: account.id, reason: "a strike" });
	const within = await unseen(account.id, 1);
	await stage.pass(1);
	for (const postId of [before, within])
		expect(await publish(postId)).toMatchObject({
			kind: "held",
			reasons: [expect.stringMatching(/needs a human approval given after/)],
		});
	const seen = await unseen(account.id, 1);
	await stage.pass(1);
	await approvePost(await stage.fresh(stage.operator), { postId: seen });
	expect(await publish(seen)).toMatchObject({ kind: "published" });
});

test("an edit voids it", async () => {
	const account = await switched();
	const postId = await unseen(account.id);
	const post = await readPost(stage.operator, postId);
	await stage.owner.postEdit.create({
		data: {
			id: newId(),
			postId,
			editedBy: stage.operator.actor.id,
			at: await stage.now(),
			before: { caption: post.payload.caption },
			after: { caption: post.payload.caption },
		},
	});
	expect(await publish(postId)).toMatchObject({
		kind: "held",
		reasons: [expect.stringMatching(/void since a person edited/)],
	});
	await releasePost(stage.operator, { postId });
	expect(await publish(postId)).toMatchObject({ kind: "held" });
});
