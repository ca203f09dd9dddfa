import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { MINUTE, SECOND } from "@/lib/core/time";
import { onDatabase, type TestServer } from "@/lib/db/testing/template";
import { publishDuePost } from "@/lib/publishing/publish/publish";
import { reconcileUnknown } from "@/lib/publishing/reconcile/reconcile";
import {
	createStage,
	liveOf,
	type Stage,
	stateOf,
} from "@/lib/publishing/testing/stage";

let stage: Stage;
const children: ChildProcess[] = [];
beforeAll(async () => {
	stage = await createStage();
	const server = (inject as (key: string) => TestServer)("testServer");
	const [row] = await stage.db.$queryRaw<
		{ name: string }[]
	>`SELECT current_database() AS name`;
	vi.stubEnv("DATABASE_URL", onDatabase(server.appUrl, row?.name ?? ""));
	vi.stubEnv("INSTAGRAM_GRAPH_URL", stage.emulatorUrl);
	vi.stubEnv("PUBLIC_MEDIA_BASE_URL", stage.mediaUrl);
});
afterAll(async () => {
	for (const child of children) child.kill("SIGKILL");
	await stage.close();
});

const root = fileURLToPath(new URL("../../..", import.meta.url));

function startWorker(postId: string): ChildProcess {
	const script = ["--import", "tsx", "lib/publishing/testing/child.ts", postId];
	const child = spawn(process.execPath, script, { cwd: root, stdio: "ignore" });
	children.push(child);
	return child;
}

/** A worker process that is killed with its call under way: the platform has the request, nobody has the answer. */
async function killMidCall(delayMs: number) {
	const account = await stage.connected();
	await stage.open(account.id);
	const postId = await stage.post(account.id);
	await stage.fault(account.igId, {
		kind: "publish_ok_after_delay",
		count: 1,
		params: { delayMs },
	});
	const child = startWorker(postId);
	await expect
		.poll(async () => (await stage.emulator.readState()).faults.length)
		.toBe(0);
	child.kill("SIGKILL");
	await once(child, "exit");
	expect(await stateOf(stage, postId)).toMatchObject({ state: "publishing" });
	return { account, postId };
}

test("kill -9 in the middle of the call: the post is live once, and found", async () => {
	const { account, postId } = await killMidCall(3_000);
	await expect.poll(() => liveOf(stage, account.igId)).toHaveLength(1);
	const deps = stage.deps();
	expect(await publishDuePost(stage.worker, postId, deps)).toMatchObject({
		kind: "lost",
	});
	expect((await reconcileUnknown(stage.worker, deps)).did).toBe(0);
	await stage.pass(4 * MINUTE);
	await reconcileUnknown(stage.worker, deps);
	expect(await stateOf(stage, postId)).toMatchObject({ state: "unknown" });
	await stage.pass(30 * SECOND);
	await reconcileUnknown(stage.worker, deps);
	const [mediaId] = await liveOf(stage, account.igId);
	expect(await stateOf(stage, postId)).toMatchObject({
		state: "published",
		mediaId,
	});
	expect(await liveOf(stage, account.igId)).toHaveLength(1);
});

test("kill -9 before the container is saved: another worker makes one and publishes it once", async () => {
	const account = await stage.connected();
	await stage.open(account.id);
	const postId = await stage.post(account.id);
	await stage.fault(account.igId, {
		kind: "latency",
		route: "create",
		count: 1,
		params: { delayMs: 3_000 },
	});
	const child = startWorker(postId);
	await expect
		.poll(async () => (await stage.emulator.readState()).faults.length)
		.toBe(0);
	child.kill("SIGKILL");
	await once(child, "exit");
	expect(await stateOf(stage, postId)).toMatchObject({ state: "claimed" });
	const deps = stage.deps();
	expect(await publishDuePost(stage.worker, postId, deps)).toMatchObject({
		kind: "lost",
		why: "another worker holds it",
	});
	await stage.pass(2 * MINUTE);
	expect(await publishDuePost(stage.worker, postId, deps)).toMatchObject({
		kind: "published",
	});
	expect(await liveOf(stage, account.igId)).toHaveLength(1);
});
