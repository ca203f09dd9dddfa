import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isOfToken } from "@/lib/accounts/calls";
import { saveToken } from "@/lib/accounts/commands-token";
import { MINUTE, SECOND } from "@/lib/core/time";
import { readPost } from "@/lib/publishing/queue/views-post";
import {
	createStage,
	liveOf,
	type Stage,
	stateOf,
} from "@/lib/publishing/testing/stage";
import type { PublishDeps } from "./deps";
import { publishDuePost } from "./publish";

let stage: Stage;
beforeAll(async () => {
	stage = await createStage();
});
afterAll(() => stage.close());

const publish = (postId: string, change: Partial<PublishDeps> = {}) =>
	publishDuePost(stage.worker, postId, stage.deps(change));

describe("what goes wrong before the call", () => {
	test("a token that no longer works stops the account's calls and waits for a new one", async () => {
		const account = await stage.connected();
		await stage.open(account.id);
		const postId = await stage.post(account.id);
		await stage.fault(account.igId, { kind: "token_revoked", count: 1 });
		expect(await publish(postId)).toMatchObject({
			kind: "retry",
			state: "queued",
		});
		const row = await stage.db.account.findUniqueOrThrow({
			where: { id: account.id },
		});
		expect(row.tokenFault).toMatch(/access token/);
		expect(row.breakerUntil?.getTime()).toBeGreaterThan(
			(await stage.now()).getTime() + 59 * MINUTE,
		);
		expect(await publish(postId)).toMatchObject({
			kind: "lost",
			why: expect.stringContaining("its next attempt is later"),
		});
		const { id: accountId } = account;
		const token = "IGAA-new-token";
		await stage.emulator.setToken({ igId: account.igId, token });
		const admin = await stage.fresh(await stage.person(["admin"]));
		await saveToken(admin, { accountId, token, expiresAt: null });
		expect(await publish(postId)).toMatchObject({ kind: "published" });
	});

	test("a token known to be faulty stops calls as the token's, and its fault stays as noted", async () => {
		const { id } = await stage.connected();
		await stage.open(id);
		const postId = await stage.post(id);
		const tokenFault = "taken back";
		await stage.db.account.update({ where: { id }, data: { tokenFault } });
		expect(await publish(postId)).toMatchObject({ kind: "retry" });
		const row = await stage.db.account.findUniqueOrThrow({ where: { id } });
		expect(row.tokenFault).toBe(tokenFault);
		expect(isOfToken(row.breakerReason)).toBe(true);
	});

	test("an exhausted quota waits, without using up a try", async () => {
		const account = await stage.connected();
		await stage.open(account.id);
		const postId = await stage.post(account.id);
		await stage.fault(account.igId, {
			kind: "quota_shared",
			params: { used: 50 },
		});
		expect(await publish(postId)).toMatchObject({ kind: "retry" });
		expect(await stateOf(stage, postId)).toMatchObject({ tries: 0 });
	});

	test("content that the platform refuses fails for good", async () => {
		const account = await stage.connected();
		await stage.open(account.id);
		const postId = await stage.post(account.id, {
			caption: Array.from({ length: 31 }, (_, i) => `#tag${i}`).join(" "),
		});
		expect(await publish(postId)).toMatchObject({
			kind: "fail",
			state: "failed",
		});
		const { attempts } = await readPost(stage.operator, postId);
		expect(attempts).toMatchObject([
			{
				outcome: "failed",
				step: "create",
				httpStatus: 400,
				platformCode: "36004/2207010",
				errorClass: "permanent",
			},
		]);
	});

	test("a server error is tried again after its pause, with a retry count, and goes out once", async () => {
		const account = await stage.connected();
		await stage.open(account.id);
		const postId = await stage.post(account.id);
		await stage.fault(account.igId, {
			kind: "http_500_html",
			route: "create",
			count: 1,
		});
		expect(await publish(postId)).toMatchObject({ kind: "retry" });
		await stage.pass(30 * SECOND);
		expect(await publish(postId)).toMatchObject({ kind: "published" });
		const { attempts } = await readPost(stage.operator, postId);
		expect(
			attempts.map(({ outcome, retryCount }) => [outcome, retryCount]),
		).toEqual([
			["published", 1],
			["retry", 0],
		]);
		expect(await liveOf(stage, account.igId)).toHaveLength(1);
	});

	test("a stuck container is put aside and asked again, never made again", async () => {
		const account = await stage.connected();
		await stage.open(account.id);
		const postId = await stage.post(account.id);
		await stage.fault(account.igId, { kind: "container_stuck", count: 1 });
		expect(await publish(postId)).toEqual({ kind: "parked" });
		const first = await stateOf(stage, postId);
		await stage.pass(MINUTE);
		expect(await publish(postId)).toEqual({ kind: "parked" });
		expect(await stateOf(stage, postId)).toMatchObject({
			state: "container_ready",
			containerId: first.containerId,
		});
	});

	test("a container that failed is made anew", async () => {
		const account = await stage.connected();
		await stage.open(account.id);
		const postId = await stage.post(account.id);
		await stage.fault(account.igId, {
			kind: "container_error",
			count: 1,
			params: { subcode: 2207053 },
		});
		expect(await publish(postId)).toMatchObject({
			kind: "retry",
			state: "queued",
		});
		expect(await stateOf(stage, postId)).toMatchObject({ containerId: null });
		await stage.pass(30 * SECOND);
		expect(await publish(postId)).toMatchObject({ kind: "published" });
	});
});

describe("definite rejections of the call", () => {
	const rejections: [string, number, number | undefined, string, string][] = [
		["not ready", 9007, 2207027, "retry", "container_ready"],
		["daily cap", 9, 2207042, "retry", "container_ready"],
		["permission", 10, undefined, "retry", "container_ready"],
		["token", 190, 463, "retry", "container_ready"],
		["parameter", 100, undefined, "fail", "failed"],
		["validation", 36003, 2207009, "fail", "failed"],
	];
	test.each(rejections)("%s", async (_, code, subcode, kind, state) => {
		const account = await stage.connected();
		await stage.open(account.id);
		const postId = await stage.post(account.id);
		await stage.fault(account.igId, {
			kind: "graph_error",
			route: "publish",
			count: 1,
			params: { code, ...(subcode === undefined ? {} : { subcode }) },
		});
		expect(await publish(postId)).toMatchObject({ kind, state });
		const intent = await stage.db.outboundIntent.findFirstOrThrow({
			where: { postId },
		});
		expect(intent.outcome).toBe("rejected");
		expect(await liveOf(stage, account.igId)).toEqual([]);
	});
});
