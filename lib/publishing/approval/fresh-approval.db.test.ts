import { afterAll, beforeAll, expect, test } from "vitest";
import { HOUR, MINUTE } from "@/lib/core/time";
import { setHold } from "@/lib/governance/stops/commands";
import { saveEdit } from "@/lib/publishing/edit/commands";
import { publishDuePost } from "@/lib/publishing/publish/publish";
import { holdPost } from "@/lib/publishing/queue/commands-hold";
import { readPostPanel } from "@/lib/publishing/queue/views-panel";
import {
	createStage,
	type Stage,
	stateOf,
} from "@/lib/publishing/testing/stage";
import { approvePost } from "./commands";

let stage: Stage;
beforeAll(async () => {
	stage = await createStage();
});
afterAll(() => stage.close());

const operator = () => stage.fresh(stage.operator);
const publish = (postId: string) =>
	publishDuePost(stage.worker, postId, stage.deps());

/** An account that is open and in a policy hold, with a post whose approval is older than the hold. */
async function held(inMs = 0) {
	const { id: accountId } = await stage.connected();
	await stage.open(accountId);
	const postId = await stage.post(accountId, { inMs });
	await stage.pass(1000);
	await setHold(await stage.fresh(stage.compliance), {
		accountId,
		reason: "a strike",
		hours: 48,
	});
	await stage.pass(1000);
	return { accountId, postId };
}

test("held in a policy hold, a post is freed by its approver's fresh approval and goes out live", async () => {
	const { postId } = await held();
	expect(await publish(postId)).toMatchObject({ kind: "held" });
	const before = await readPostPanel(await operator(), postId);
	expect(before.approval).toMatchObject({
		fault: null,
		beforeHold: true,
		sentence: expect.stringContaining("a policy hold began after it was given"),
	});
	expect(before.acts.approve).toBeNull();

	expect(await approvePost(await operator(), { postId })).toMatchObject({
		state: "queued",
	});
	const after = await readPostPanel(await operator(), postId);
	expect(after.approval).toMatchObject({ beforeHold: false, sentence: null });
	expect(after.acts.approve).toMatch(/approved already/);
	expect(await publish(postId)).toMatchObject({ kind: "published" });
});

test("approved anew before its slot, it is not held at all", async () => {
	const { postId } = await held(10 * MINUTE);
	await approvePost(await operator(), { postId });
	await expect(approvePost(await operator(), { postId })).rejects.toMatchObject(
		{ code: "refused", message: expect.stringMatching(/approved already/) },
	);
	await stage.pass(10 * MINUTE);
	expect(await publish(postId)).toMatchObject({ kind: "published" });
});

test("a person's hold beside it stays, and an edit does not answer a policy hold", async () => {
	const { accountId, postId } = await held();
	await holdPost(stage.operator, { postId, reason: "waiting for legal" });
	expect(await approvePost(await operator(), { postId })).toMatchObject({
		state: "held",
	});

	const other = await stage.post(accountId, { inMs: 1, approved: false });
	await stage.pass(MINUTE);
	expect(await publish(other)).toMatchObject({ kind: "held" });
	const { version } = await stateOf(stage, other);
	const edited = await saveEdit(stage.operator, {
		postId: other,
		version,
		title: "Better",
		caption: "Better words",
		altText: "A loaf",
		picture: {},
		image: {
			sha256: "a".repeat(64),
			bytes: 10,
			modelId: "builtin/render@1",
		},
		verdict: {
			kind: "pass",
			policyVersion: "rules@2",
			notes: [],
			inputHash: "b".repeat(64),
		},
	});
	expect(edited).toMatchObject({ state: "held" });
	const lead = await stage.fresh(stage.compliance);
	expect(await approvePost(lead, { postId: other })).toMatchObject({
		state: "queued",
	});
});

test("what changed since is told field by field: words, picture, slot and rules", async () => {
	const { id: accountId } = await stage.connected();
	const postId = await stage.post(accountId, { inMs: HOUR });
	const before = await stateOf(stage, postId);
	await saveEdit(stage.operator, {
		postId,
		version: before.version,
		title: before.title,
		caption: "Other words",
		altText: "Another loaf",
		picture: {},
		image: {
			sha256: "c".repeat(64),
			bytes: 10,
			modelId: "builtin/render@1",
		},
		verdict: {
			kind: "pass",
			policyVersion: "rules@2",
			notes: [],
			inputHash: "d".repeat(64),
		},
	});
	const { approval, approvals } = await readPostPanel(stage.operator, postId);
	expect(approval).toMatchObject({ fault: "approval_stale" });
	expect(approvals[0]?.differences).toEqual([
		{ field: "caption", approved: before.caption, now: "Other words" },
		{ field: "alt_text", approved: before.altText, now: "Another loaf" },
		{
			field: "image_sha256",
			approved: before.mediaSha256[0],
			now: "c".repeat(64),
		},
		{ field: "rules", approved: "rules@1", now: "rules@2" },
	]);
});
