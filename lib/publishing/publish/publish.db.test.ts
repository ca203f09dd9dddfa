import {
	afterAll,
	beforeAll,
	describe,
	expect,
	onTestFinished,
	test,
	vi,
} from "vitest";
import { listAudit } from "@/lib/audit/views";
import { payloadHash } from "@/lib/publishing/post/payload";
import { readPost } from "@/lib/publishing/queue/views-post";
import {
	createStage,
	liveOf,
	type Stage,
} from "@/lib/publishing/testing/stage";
import { beforeIntent, latch } from "@/lib/publishing/testing/timing";
import type { PublishDeps } from "./deps";
import { publishDuePost } from "./publish";

let stage: Stage;
beforeAll(async () => {
	stage = await createStage();
});
afterAll(() => stage.close());

const publish = (postId: string, change: Partial<PublishDeps> = {}) =>
	publishDuePost(stage.worker, postId, stage.deps(change));

describe("simulated", () => {
	test("without signals the exact payload, its hash and every reason are kept, and nothing is called", async () => {
		const account = await stage.connected();
		const postId = await stage.post(account.id, { approved: false });
		const result = await publish(postId, {
			fetch: () => Promise.reject(new Error("nothing may be called")),
		});
		expect(result).toEqual({
			kind: "simulated",
			reasons: [
				"ALLOW_AUTONOMOUS_PUBLISH is not granted",
				"PUBLISH_APPROVAL_GRANTED is not granted",
				"GOVERNANCE_APPROVED is not granted",
				"the post is not approved",
			],
		});
		const post = await readPost(stage.operator, postId);
		expect(post).toMatchObject({
			state: "simulated",
			decisions: [{ phase: "claim", mode: "simulated" }],
			attempts: [
				{
					mode: "simulated",
					outcome: "simulated",
					responseKind: "simulated",
					httpStatus: null,
					target: account.igId,
					payloadHash: payloadHash(post.payload),
					retryCount: 0,
				},
			],
		});
		expect(await liveOf(stage, account.igId)).toEqual([]);
	});
});

describe("live", () => {
	test("a post that is out goes out no second time, not even when somebody queues it again by hand", async () => {
		const account = await stage.connected();
		await stage.open(account.id);
		const postId = await stage.post(account.id);
		expect(await publish(postId)).toMatchObject({ kind: "published" });
		await stage.db.post.update({
			where: { id: postId },
			data: { state: "queued", mediaId: null, containerId: null },
		});
		await expect(publish(postId)).rejects.toThrow(/Unique constraint/);
		expect(await liveOf(stage, account.igId)).toHaveLength(1);
	});

	test("claim, container, intent, call, outcome; the attempt can be checked against what is live", async () => {
		const account = await stage.connected();
		await stage.open(account.id);
		const postId = await stage.post(account.id);
		const result = await publish(postId, { monotonicMs: () => 0 });
		expect(result).toMatchObject({ kind: "published" });
		const [mediaId] = await liveOf(stage, account.igId);
		const post = await readPost(stage.operator, postId);
		expect(post).toMatchObject({
			state: "published",
			mediaId,
			permalink: expect.stringContaining(stage.emulatorUrl),
			fault: null,
			decisions: [
				{ phase: "intent", mode: "live", duties: "enforced" },
				{ phase: "claim", mode: "live", duties: "enforced" },
			],
			attempts: [
				{
					mode: "live",
					outcome: "published",
					responseKind: "http",
					httpStatus: 200,
					target: account.igId,
					payloadHash: payloadHash(post.payload),
				},
			],
		});
		const intent = await stage.db.outboundIntent.findFirstOrThrow({
			where: { postId },
		});
		expect(intent).toMatchObject({
			outcome: "published",
			payloadHash: payloadHash(post.payload),
			quotaBefore: 0,
		});
		const actions = await stage.db.auditEvent.findMany({
			where: { subjectId: postId },
			orderBy: { seq: "asc" },
			select: { action: true },
		});
		expect(actions.map(({ action }) => action)).toEqual([
			"post.enqueue",
			"post.approve",
			"gate.decide",
			"post.claim",
			"post.container",
			"post.intent",
			"gate.decide",
			"post.published",
			"post.published",
		]);
	});

	test.each([
		["in time", [400, 900], ["intent", "claim"]],
		["late once", [1100, 400, 900], ["intent", "intent", "claim"]],
	])(
		"the call starts within 1 s of its intent, or the gate is asked again: %s",
		async (_, lateMs, phases) => {
			vi.useFakeTimers({ toFake: ["performance"] });
			onTestFinished(() => void vi.useRealTimers());
			const account = await stage.connected();
			await stage.open(account.id);
			const postId = await stage.post(account.id);
			const left = [...lateMs];
			const monotonicMs = () => performance.now() + (left.shift() ?? 0);
			const published = await publish(postId, { monotonicMs });
			expect(published).toMatchObject({ kind: "published" });
			const { decisions } = await readPost(stage.operator, postId);
			expect(decisions.map(({ phase }) => phase)).toEqual(phases);
			const intent = await stage.db.outboundIntent.findFirstOrThrow({
				where: { postId },
			});
			const gapMs =
				(intent.calledAt?.getTime() ?? Number.NaN) -
				intent.committedAt.getTime();
			expect(gapMs).toBeLessThanOrEqual(1000);
			expect(left).toEqual([]);
		},
	);

	test("never before its slot, and never twice", async () => {
		const account = await stage.connected();
		await stage.open(account.id);
		const postId = await stage.post(account.id, { inMs: 3000 });
		expect(await publish(postId)).toEqual({
			kind: "lost",
			why: "its slot has not come",
		});
		await stage.pass(3000);
		const both = await Promise.all([publish(postId), publish(postId)]);
		expect(both.map(({ kind }) => kind).sort()).toEqual(["lost", "published"]);
		expect(await publish(postId)).toMatchObject({ kind: "lost" });
		expect(await liveOf(stage, account.igId)).toHaveLength(1);
	});

	test("a live post without an approval is held", async () => {
		const account = await stage.connected();
		await stage.open(account.id);
		const postId = await stage.post(account.id, { approved: false });
		expect(await publish(postId)).toEqual({
			kind: "held",
			reasons: ["the post is not approved"],
		});
	});

	test("a window's cap lets so many posts out and simulates the next", async () => {
		const account = await stage.connected();
		await stage.open(account.id, { postCap: 1 });
		const first = await stage.post(account.id);
		const second = await stage.post(account.id);
		expect(await publish(first)).toMatchObject({ kind: "published" });
		expect(await publish(second)).toMatchObject({ kind: "simulated" });
		expect(await liveOf(stage, account.igId)).toHaveLength(1);
	});

	test("of two posts that race for a window's last place one goes out, the other is held", async () => {
		const account = await stage.connected();
		await stage.open(account.id, { postCap: 1 });
		const [one, two] = [
			await stage.post(account.id),
			await stage.post(account.id),
		];
		let waiting = 0;
		const both = latch();
		const together = () =>
			beforeIntent(async () => {
				waiting += 1;
				if (waiting === 2) both.open();
				await both.opened;
			});
		const results = await Promise.all([
			publish(one, together()),
			publish(two, together()),
		]);
		expect(results.map(({ kind }) => kind).sort()).toEqual([
			"held",
			"published",
		]);
		expect(await liveOf(stage, account.igId)).toHaveLength(1);
	});

	test("a reader of one account sees nothing of what befell another account's post", async () => {
		const [mine, theirs] = [await stage.connected(), await stage.connected()];
		await stage.open(theirs.id);
		const postId = await stage.post(theirs.id);
		await stage.fault(theirs.igId, { kind: "container_stuck", count: 1 });
		expect(await publish(postId)).toMatchObject({ kind: "parked" });
		const seen = async (accountId: string) => {
			const viewer = await stage.person(["viewer"], { accountId });
			const events = await listAudit(viewer, { subjectId: postId, limit: 99 });
			return events.map(({ action }) => action);
		};
		expect(await seen(mine.id)).toEqual([]);
		expect(await seen(theirs.id)).toEqual(
			expect.arrayContaining(["post.claim", "post.container"]),
		);
	});
});
