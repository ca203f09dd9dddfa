import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { HOUR } from "@/lib/core/time";
import type { PublishDeps } from "@/lib/publishing/publish/deps";
import { publishDuePost } from "@/lib/publishing/publish/publish";
import { readPost } from "@/lib/publishing/queue/views-post";
import { quarantineActs, REASON } from "@/lib/publishing/testing/quarantine";
import {
	createStage,
	liveOf,
	type Stage,
	stateOf,
} from "@/lib/publishing/testing/stage";
import { beforeIntent, onAnswer } from "@/lib/publishing/testing/timing";
import type { Quarantined } from "./model";

let stage: Stage;
beforeAll(async () => {
	stage = await createStage();
});
// The posts of this file share the one picture that the stage serves.
afterEach(async () => {
	await stage.owner.quarantine.updateMany({
		where: { liftedAt: null },
		data: { liftedBy: "test", liftedAt: await stage.now() },
	});
});
afterAll(() => stage.close());

const publish = (postId: string, change: Partial<PublishDeps> = {}) =>
	publishDuePost(stage.worker, postId, stage.deps(change));
const quarantine = (postId: string) => quarantineActs(stage).quarantine(postId);
const intentsOf = (postId: string) =>
	stage.db.outboundIntent.count({ where: { postId } });
const ready = async () => {
	const account = await stage.connected();
	await stage.open(account.id);
	return account;
};
/** The row alone, as if it came between the post's stop and the gate. */
const insertRow = async (postId: string) => {
	const [sha256 = ""] = (await stateOf(stage, postId)).mediaSha256;
	const by = { setBy: "test", setByName: "Test", setAt: await stage.now() };
	await stage.db.quarantine.create({
		data: { id: newId(), sha256, reason: REASON, ...by },
	});
};

test("between the gates: the worker loses the post, no intent commits, nothing goes out", async () => {
	const account = await ready();
	const postId = await stage.post(account.id);
	// Another account's post carries the same bytes.
	const twin = await stage.post((await stage.connected()).id, { inMs: HOUR });
	const result = await publish(
		postId,
		beforeIntent(() => quarantine(twin)),
	);
	expect(result).toMatchObject({ kind: "lost" });
	for (const id of [postId, twin])
		expect(await stateOf(stage, id)).toMatchObject({ state: "quarantined" });
	expect(await intentsOf(postId)).toBe(0);
	expect(await liveOf(stage, account.igId)).toEqual([]);
});

test("whoever wins the race, an intent is either refused or named", async () => {
	const account = await ready();
	for (let round = 0; round < 6; round++) {
		const postId = await stage.post(account.id);
		const racing: Promise<Quarantined>[] = [];
		await publish(
			postId,
			beforeIntent(async () => {
				racing.push(quarantine(postId));
			}),
		);
		const [done] = await Promise.all(racing);
		const named = [done?.inFlight, done?.live].flatMap((group) =>
			(group?.posts ?? []).filter((post) => post.postId === postId),
		);
		expect(named).toHaveLength(await intentsOf(postId));
		if (named.length === 0)
			expect(await stateOf(stage, postId)).toMatchObject({
				state: "quarantined",
			});
		await quarantineActs(stage).lift(postId);
	}
});

test("a call that was sent is named, and a post that is live with its permalink", async () => {
	const account = await ready();
	const postId = await stage.post(account.id);
	const seen: Quarantined[] = [];
	expect(
		await publish(
			postId,
			onAnswer("/media_publish", async () => {
				seen.push(await quarantine(postId));
			}),
		),
	).toMatchObject({ kind: "published" });
	expect(seen).toMatchObject([
		{
			state: "publishing",
			stopped: { posts: [] },
			inFlight: { posts: [{ postId, state: "publishing" }] },
		},
	]);
	await quarantineActs(stage).lift(postId);

	const again = await quarantine(postId);
	const mine = again.live.posts.find((post) => post.postId === postId);
	expect(mine).toMatchObject({
		state: "published",
		permalink: (await stateOf(stage, postId)).permalink,
	});
	expect(mine?.permalink).toMatch(/^https?:/);
	expect(again.state).toBe("published");
});

test("a call in doubt is named", async () => {
	const account = await ready();
	const postId = await stage.post(account.id);
	await stage.fault(account.igId, { kind: "publish_ok_then_reset", count: 1 });
	expect(await publish(postId)).toMatchObject({ kind: "unknown" });
	const done = await quarantine(postId);
	expect(done.inFlight.posts).toContainEqual(
		expect.objectContaining({ postId, state: "unknown" }),
	);
});

test("the gate stops these bytes by itself, at both askings", async () => {
	const account = await ready();
	const early = await stage.post(account.id);
	const late = await stage.post(account.id, { inMs: 1 });
	await stage.pass(1000);
	const stopped = { kind: "stopped", why: "quarantined" };
	expect(
		await publish(
			late,
			beforeIntent(() => insertRow(late)),
		),
	).toMatchObject(stopped);
	expect(await publish(early)).toMatchObject(stopped);
	const phases = async (postId: string) =>
		(await readPost(stage.operator, postId)).decisions.map(
			({ phase, mode }) => `${phase} ${mode}`,
		);
	expect(await phases(late)).toEqual(["intent stopped", "claim live"]);
	expect(await phases(early)).toEqual(["claim stopped"]);
	expect(await intentsOf(late)).toBe(0);
	expect(await liveOf(stage, account.igId)).toEqual([]);
});
