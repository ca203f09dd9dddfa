import { afterAll, beforeAll, expect, test } from "vitest";
import { HOUR, MINUTE } from "@/lib/core/time";
import { closeWindow } from "@/lib/governance/windows/commands";
import { expirePosts } from "@/lib/publishing/publish/commands-expire";
import { publishDuePost } from "@/lib/publishing/publish/publish";
import {
	createStage,
	type Stage,
	stateOf,
	type TestAccount,
} from "@/lib/publishing/testing/stage";
import { replayFailed } from "./commands-replay";
import { requeuePost } from "./commands-slot";
import { readPublishStats } from "./views-attempts";

let stage: Stage;
beforeAll(async () => {
	stage = await createStage();
});
afterAll(() => stage.close());

const publish = (postId: string) =>
	publishDuePost(stage.worker, postId, stage.deps());
const operator = () => stage.fresh(stage.operator);

/** Fails a post of its own until no try is left, ends the window, and has the post replayed. */
async function replayedWithoutWindow(account: TestAccount): Promise<string> {
	const windowId = await stage.open(account.id);
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
	await closeWindow(await operator(), { windowId, reason: "enough" });
	const scope = { sinceHours: 24, accountId: account.id };
	const report = await replayFailed(await operator(), scope);
	expect(report.replayed).toEqual([postId]);
	return postId;
}

test("a replayed post is in flight still: without a window it is held, not simulated", async () => {
	const postId = await replayedWithoutWindow(await stage.connected());
	expect(await publish(postId)).toMatchObject({ kind: "held" });
});

test("a replayed post makes up for a lost one, so a recovery window is for it", async () => {
	const postId = await replayedWithoutWindow(await stage.connected());
	expect(await stateOf(stage, postId)).toMatchObject({ recovery: true });
});

test("a failed post stays a failure when it expires, and when it is only rehearsed in another slot", async () => {
	const from = await stage.now();
	const account = await stage.connected();
	const postId = await replayedWithoutWindow(account);
	const outcomes = async () => {
		const to = await stage.now();
		const span = { accountId: account.id, from, to };
		const { posts } = await readPublishStats(stage.operator, span);
		return posts.map(({ state, outcome }) => [state, outcome]);
	};
	await stage.pass(7 * HOUR);
	await expirePosts(stage.worker);
	expect(await outcomes()).toEqual([["expired", "failed"]]);
	const slotAt = new Date((await stage.now()).getTime() + HOUR);
	await requeuePost(await operator(), { postId, slotAt });
	expect(await outcomes()).toEqual([["queued", null]]);
	await stage.pass(HOUR);
	expect(await publish(postId)).toMatchObject({ kind: "simulated" });
	expect(await outcomes()).toEqual([["simulated", "failed"]]);
});
