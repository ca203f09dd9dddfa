import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listAudit } from "@/lib/audit/views";
import { HOUR, MINUTE } from "@/lib/core/time";
import { approvePost } from "@/lib/publishing/approval/commands";
import { publishDuePost } from "@/lib/publishing/publish/publish";
import { holdPost } from "@/lib/publishing/queue/commands-hold";
import { replayFailed } from "@/lib/publishing/queue/commands-replay";
import { requeuePost } from "@/lib/publishing/queue/commands-slot";
import { readPost } from "@/lib/publishing/queue/views-post";
import { quarantineActs, REASON } from "@/lib/publishing/testing/quarantine";
import {
	createStage,
	liveOf,
	type Stage,
	stateOf,
} from "@/lib/publishing/testing/stage";
import { liftQuarantine } from "./commands";

let stage: Stage;
beforeAll(async () => {
	stage = await createStage();
});
afterAll(() => stage.close());

const reason = REASON;
const quarantine = (postId: string) => quarantineActs(stage).quarantine(postId);
const lift = (postId: string) => quarantineActs(stage).lift(postId);
const publish = (postId: string) =>
	publishDuePost(stage.worker, postId, stage.deps());

describe("lifting", () => {
	test("takes compliance and a fresh sign-in, ends the quarantine, and leaves the post stopped", async () => {
		const account = await stage.connected();
		const postId = await stage.post(account.id, { inMs: HOUR });
		const [sha256 = ""] = (await stateOf(stage, postId)).mediaSha256;
		await expect(lift(postId)).rejects.toMatchObject({ code: "conflict" });
		await quarantine(postId);
		await expect(
			liftQuarantine(await stage.fresh(stage.ownerRole), { postId, reason }),
		).rejects.toMatchObject({ code: "forbidden" });
		await stage.pass(6 * MINUTE);
		await expect(
			liftQuarantine(stage.compliance, { postId, reason }),
		).rejects.toMatchObject({ code: "reauth_required" });

		expect(await lift(postId)).toMatchObject({ state: "quarantined" });
		expect(
			await stage.db.quarantine.findFirstOrThrow({
				where: { sha256 },
			}),
		).toMatchObject({ liftedReason: "it was ours" });
		const [event] = await listAudit(stage.operator, {
			subjectId: sha256,
			limit: 1,
		});
		expect(event).toMatchObject({
			action: "asset.release-quarantine",
			reason: "it was ours",
			accountId: account.id,
		});
		await expect(
			holdPost(stage.operator, { postId, reason }),
		).rejects.toMatchObject({
			code: "refused",
			message: "its quarantine has ended: requeue it into a new slot first",
		});
		await expect(lift(postId)).rejects.toMatchObject({ code: "conflict" });
		// What was lifted can be quarantined, and lifted, again.
		expect(await quarantine(postId)).toMatchObject({ stopped: { posts: [] } });
		await lift(postId);
	});

	test("lets a post be requeued, into its very slot too, and never with its old approval", async () => {
		const account = await stage.connected();
		await stage.open(account.id);
		const postId = await stage.post(account.id, {
			inMs: HOUR,
		});
		const { slotAt, digest } = await stateOf(stage, postId);
		await quarantine(postId);
		await expect(
			requeuePost(stage.operator, { postId, slotAt }),
		).rejects.toMatchObject({
			code: "refused",
			message: expect.stringContaining("compliance must lift that first"),
		});
		await lift(postId);
		expect(await requeuePost(stage.operator, { postId, slotAt })).toMatchObject(
			{ state: "queued" },
		);
		expect(await stateOf(stage, postId)).toMatchObject({
			digest,
			fault: null,
			recovery: false,
		});
		expect((await readPost(stage.operator, postId)).approval).toMatchObject({
			fault: "no_approval",
			sentence:
				"the approval was given before the quarantine, so it no longer counts",
		});

		await stage.pass(HOUR);
		expect(await publish(postId)).toMatchObject({
			kind: "held",
			reasons: ["the post is not approved"],
		});
		await approvePost(await stage.fresh(stage.operator), { postId });
		expect(await publish(postId)).toMatchObject({ kind: "published" });
		expect(await liveOf(stage, account.igId)).toHaveLength(1);
	});

	test("voids what a policy approved", async () => {
		const account = await stage.connected();
		await stage.open(account.id);
		await quarantineActs(stage).switchAutoCleanOn(account.id);
		const postId = await stage.post(account.id, {
			approved: false,
			inMs: HOUR,
		});
		const { slotAt } = await stateOf(stage, postId);
		expect((await readPost(stage.operator, postId)).approval).toMatchObject({
			by: "policy",
			fault: null,
		});
		await quarantine(postId);
		await lift(postId);
		await requeuePost(stage.operator, { postId, slotAt });
		await stage.pass(HOUR);
		expect(await publish(postId)).toMatchObject({
			kind: "held",
			reasons: ["the post is not approved"],
		});
	});
});

test("a failed post is replayed neither in quarantine nor after it with its old approval", async () => {
	const account = await stage.connected();
	await stage.open(account.id);
	const postId = await stage.post(account.id);
	await stage.fault(account.igId, {
		kind: "http_500_html",
		route: "create",
		count: 5,
	});
	for (let tries = 0; tries < 5; tries++) {
		await publish(postId);
		await stage.pass(15 * MINUTE);
	}
	const done = await quarantine(postId);
	expect(done.state).toBe("failed");
	const input = { accountId: account.id };
	expect(await replayFailed(stage.operator, input)).toMatchObject({
		replayed: [],
		skipped: [{ postId, why: expect.stringContaining("quarantined by Cleo") }],
	});
	await lift(postId);
	expect(await replayFailed(stage.operator, input)).toMatchObject({
		replayed: [postId],
	});
	expect(await publish(postId)).toMatchObject({
		kind: "held",
		reasons: ["the post is not approved"],
	});
});
