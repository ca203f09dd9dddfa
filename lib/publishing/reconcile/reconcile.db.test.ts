import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { MINUTE, SECOND } from "@/lib/core/time";
import { closeWindow } from "@/lib/governance/windows/commands";
import type { PublishDeps } from "@/lib/publishing/publish/deps";
import { publishDuePost } from "@/lib/publishing/publish/publish";
import { listCallsInFlight } from "@/lib/publishing/queue/views-attempts";
import { readPost } from "@/lib/publishing/queue/views-post";
import {
	createStage,
	liveOf,
	type Stage,
	stateOf,
	type TestAccount,
} from "@/lib/publishing/testing/stage";
import { resolveUnknown } from "./commands-resolve";
import { reconcileUnknown } from "./reconcile";

let stage: Stage;
beforeAll(async () => {
	stage = await createStage();
});
afterAll(() => stage.close());
afterEach(async () => {
	await stage.emulator.clearFaults();
	await stage.emulator.changeSettings({ captionReadable: true });
});

const publish = (postId: string, change: Partial<PublishDeps> = {}) =>
	publishDuePost(stage.worker, postId, stage.deps(change));
const look = () => reconcileUnknown(stage.worker, stage.deps());

type Fault = Parameters<Stage["fault"]>[1];

/** A post whose call ended in doubt because of this fault. */
async function doubtful(
	fault: Fault,
	change: Partial<PublishDeps> = {},
): Promise<{ postId: string; account: TestAccount; windowId: string }> {
	const account = await stage.connected();
	const windowId = await stage.open(account.id);
	const postId = await stage.post(account.id);
	await stage.fault(account.igId, fault);
	expect(await publish(postId, change)).toMatchObject({ kind: "unknown" });
	expect(await stateOf(stage, postId)).toMatchObject({ state: "unknown" });
	return { postId, account, windowId };
}

describe("succeeded, though the answer did not say so", () => {
	const faults: [string, Fault][] = [
		["400 with 4/2207051", { kind: "publish_ok_then_spam_error", count: 1 }],
		["a cut connection", { kind: "publish_ok_then_reset", count: 1 }],
	];
	test.each(faults)("%s: found, once, with its attempt", async (_, fault) => {
		const { postId, account } = await doubtful(fault);
		expect(await listCallsInFlight(stage.operator, account.id)).toMatchObject([
			{ postId, state: "unknown" },
		]);
		expect(await look()).toEqual({ did: 0, resolutions: [] });
		await stage.pass(30 * SECOND);
		expect((await look()).resolutions).toMatchObject([{ kind: "published" }]);
		const [mediaId, ...others] = await liveOf(stage, account.igId);
		expect(others).toEqual([]);
		const post = await readPost(stage.operator, postId);
		expect(post).toMatchObject({
			state: "published",
			mediaId,
			attempts: [
				{
					outcome: "published",
					message: "found on the account by reconciliation",
				},
			],
			doubt: null,
		});
		expect(await publish(postId)).toMatchObject({ kind: "lost" });
	});

	test("4/2207051 stops the account's calls for a day", async () => {
		const { account } = await doubtful({
			kind: "publish_ok_then_spam_error",
			count: 1,
		});
		const row = await stage.db.account.findUniqueOrThrow({
			where: { id: account.id },
		});
		const hours =
			((row.breakerUntil?.getTime() ?? 0) - (await stage.now()).getTime()) /
			(60 * MINUTE);
		expect(hours).toBeGreaterThan(23.9);
	});

	test("after our own timeout", async () => {
		const { postId, account } = await doubtful(
			{ kind: "publish_ok_after_delay", count: 1, params: { delayMs: 3_000 } },
			{ callTimeoutMs: 1_000 },
		);
		await expect.poll(() => liveOf(stage, account.igId)).toHaveLength(1);
		await stage.pass(30 * SECOND);
		await look();
		expect(await stateOf(stage, postId)).toMatchObject({ state: "published" });
		expect(await liveOf(stage, account.igId)).toHaveLength(1);
	});
});

describe("did not succeed", () => {
	test("an HTML 500: the same container goes out through both gates again", async () => {
		const { postId, account } = await doubtful({
			kind: "http_500_html",
			route: "publish",
			count: 1,
		});
		const { containerId } = await stateOf(stage, postId);
		await stage.pass(30 * SECOND);
		expect((await look()).resolutions).toMatchObject([{ kind: "look_again" }]);
		await stage.pass(90 * SECOND);
		expect((await look()).resolutions).toEqual([{ kind: "republish" }]);
		expect(await stateOf(stage, postId)).toMatchObject({
			state: "queued",
			containerId,
		});
		expect(await publish(postId)).toMatchObject({ kind: "published" });
		const [live, ...more] = await stage.emulator.listPublished(account.igId);
		expect(more).toEqual([]);
		expect(live?.containerId).toBe(containerId);
		const { attempts, decisions } = await readPost(stage.operator, postId);
		expect(
			attempts.map(({ outcome, httpStatus, retryCount }) => ({
				outcome,
				httpStatus,
				retryCount,
			})),
		).toEqual([
			{ outcome: "published", httpStatus: 200, retryCount: 1 },
			{ outcome: "retry", httpStatus: 500, retryCount: 0 },
		]);
		expect(decisions).toHaveLength(4);
	});

	test("sent again only while the window is open", async () => {
		const { postId, account, windowId } = await doubtful({
			kind: "http_500_html",
			route: "publish",
			count: 1,
		});
		await stage.pass(30 * SECOND);
		await look();
		await stage.pass(90 * SECOND);
		await look();
		await closeWindow(await stage.fresh(stage.operator), {
			windowId,
			reason: "stop it",
		});
		expect(await publish(postId)).toMatchObject({ kind: "held" });
		expect(await liveOf(stage, account.igId)).toEqual([]);
	});
});

describe("a foreign post at the same moment", () => {
	test("is told apart by its caption", async () => {
		const account = await stage.connected();
		await stage.open(account.id);
		const postId = await stage.post(account.id);
		await stage.fault(account.igId, { kind: "foreign_post", count: 1 });
		await stage.fault(account.igId, {
			kind: "publish_ok_then_reset",
			count: 1,
		});
		expect(await publish(postId)).toMatchObject({ kind: "unknown" });
		await stage.pass(30 * SECOND);
		await look();
		const [mediaId] = await liveOf(stage, account.igId);
		expect(await stateOf(stage, postId)).toMatchObject({
			state: "published",
			mediaId,
		});
	});

	test("without captions a person is asked, told, and settles it", async () => {
		await stage.emulator.changeSettings({ captionReadable: false });
		const account = await stage.connected();
		await stage.open(account.id);
		const postId = await stage.post(account.id);
		await stage.fault(account.igId, { kind: "foreign_post", count: 1 });
		await stage.fault(account.igId, {
			kind: "publish_ok_then_reset",
			count: 1,
		});
		expect(await publish(postId)).toMatchObject({ kind: "unknown" });
		for (const wait of [30, 90, 180, 600]) {
			await stage.pass(wait * SECOND);
			await look();
		}
		expect(await stateOf(stage, postId)).toMatchObject({
			state: "needs_human",
			fault: "after 4 looks: container PUBLISHED, 2 new posts could be it",
		});
		const messages = await stage.db.outboxMessage.findMany({
			where: { dedupeKey: { startsWith: `post.needs-human:${postId}` } },
		});
		expect(messages).toHaveLength(1);
		expect(await publish(postId)).toMatchObject({ kind: "lost" });
		const [mediaId] = await liveOf(stage, account.igId);
		await resolveUnknown(stage.operator, {
			postId,
			verdict: "published",
			mediaId: mediaId ?? "",
			reason: "I saw it on the account",
		});
		const post = await readPost(stage.operator, postId);
		expect(post).toMatchObject({
			state: "published",
			mediaId,
			attempts: [{ outcome: "published" }],
		});
		expect(await listCallsInFlight(stage.operator, account.id)).toEqual([]);
	});
});

test("a read outage decides nothing: it looks until it can see", async () => {
	const { postId, account } = await doubtful({
		kind: "publish_ok_then_reset",
		count: 1,
	});
	await stage.fault(account.igId, {
		kind: "http_500_html",
		route: "media_list",
		count: 1,
	});
	await stage.pass(30 * SECOND);
	expect((await look()).resolutions).toMatchObject([{ kind: "look_again" }]);
	await stage.fault(account.igId, {
		kind: "fresh_read_100_33",
		route: "container",
	});
	await stage.pass(90 * SECOND);
	expect((await look()).resolutions).toMatchObject([{ kind: "published" }]);
	expect(await stateOf(stage, postId)).toMatchObject({ state: "published" });
});

test("at shutdown an open call is cut and its outcome found at the next start", async () => {
	const stop = new AbortController();
	const account = await stage.connected();
	await stage.open(account.id);
	const postId = await stage.post(account.id);
	await stage.fault(account.igId, {
		kind: "publish_ok_after_delay",
		count: 1,
		params: { delayMs: 3_000 },
	});
	const running = publish(postId, { signal: stop.signal });
	await expect
		.poll(async () => (await stateOf(stage, postId)).state)
		.toBe("publishing");
	await expect
		.poll(async () => (await stage.emulator.readState()).faults.length)
		.toBe(0);
	stop.abort();
	expect(await running).toMatchObject({ kind: "unknown" });
	await expect.poll(() => liveOf(stage, account.igId)).toHaveLength(1);
	await stage.pass(30 * SECOND);
	await look();
	expect(await stateOf(stage, postId)).toMatchObject({ state: "published" });
});
