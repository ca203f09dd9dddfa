import { afterAll, beforeAll, expect, test } from "vitest";
import { SECOND } from "@/lib/core/time";
import { readPost } from "@/lib/publishing/queue/views-post";
import { reconcileUnknown } from "@/lib/publishing/reconcile/reconcile";
import { createStage, type Stage } from "@/lib/publishing/testing/stage";
import { publishDuePost } from "./publish";

let stage: Stage;
beforeAll(async () => {
	stage = await createStage();
});
afterAll(() => stage.close());

/** The platform, which says with each answer that so much is used. */
function platform(percent: number) {
	const answers: string[] = [];
	const saying: typeof fetch = async (input, init) => {
		const response = await fetch(input, init);
		const { origin, pathname } = new URL(String(input));
		if (origin !== stage.emulatorUrl) return response;
		answers.push(pathname);
		const headers = new Headers(response.headers);
		headers.set("x-app-usage", JSON.stringify({ call_count: percent }));
		const { status } = response;
		return new Response(await response.text(), { status, headers });
	};
	return { answers, deps: stage.deps({ fetch: saying }) };
}

async function duePost() {
	const { id: accountId, igId } = await stage.connected();
	await stage.open(accountId);
	return { accountId, igId, postId: await stage.post(accountId) };
}

const readingsOf = (accountId: string) =>
	stage.db.rateLimitReading.count({ where: { accountId, kind: "usage" } });

test("every answer's usage is kept, of the call and of its address too", async () => {
	const { accountId, postId } = await duePost();
	const { answers, deps } = platform(12);
	const result = await publishDuePost(stage.worker, postId, deps);
	expect(result).toMatchObject({ kind: "published" });
	expect(answers.some((path) => path.endsWith("/media_publish"))).toBe(true);
	expect(await readingsOf(accountId)).toBe(answers.length);
});

test("a refused call's usage is kept, and that of the looks after a doubtful one", async () => {
	const { accountId, igId, postId } = await duePost();
	await stage.fault(igId, { kind: "publish_ok_then_spam_error", count: 1 });
	const { answers, deps } = platform(12);
	const result = await publishDuePost(stage.worker, postId, deps);
	expect(result).toMatchObject({ kind: "unknown" });
	expect(await readingsOf(accountId)).toBe(answers.length);
	await stage.pass(30 * SECOND);
	const { resolutions } = await reconcileUnknown(stage.worker, deps);
	expect(resolutions).toMatchObject([{ kind: "published" }]);
	expect(await readingsOf(accountId)).toBe(answers.length);
});

test("usage that cannot be kept changes nothing", async () => {
	const { accountId, postId } = await duePost();
	const { deps } = platform(1e12);
	const result = await publishDuePost(stage.worker, postId, deps);
	expect(result).toMatchObject({ kind: "published" });
	expect(await readPost(stage.operator, postId)).toMatchObject({
		state: "published",
		permalink: expect.stringMatching(/^http/),
	});
	expect(await readingsOf(accountId)).toBe(0);
});
