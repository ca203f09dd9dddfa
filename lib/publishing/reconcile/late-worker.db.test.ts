import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MINUTE, SECOND } from "@/lib/core/time";
import type { PublishDeps } from "@/lib/publishing/publish/deps";
import { publishDuePost } from "@/lib/publishing/publish/publish";
import { readPost } from "@/lib/publishing/queue/views-post";
import {
	createStage,
	liveOf,
	type Stage,
	stateOf,
} from "@/lib/publishing/testing/stage";
import { beforeIntent, latch, onAnswer } from "@/lib/publishing/testing/timing";
import { reconcileUnknown } from "./reconcile";

let stage: Stage;
beforeAll(async () => {
	stage = await createStage();
});
afterAll(() => stage.close());

const publish = (postId: string, change: Partial<PublishDeps> = {}) =>
	publishDuePost(stage.worker, postId, stage.deps(change));

describe("a worker that comes back late", () => {
	test("before the intent: another has published meanwhile, it sends nothing", async () => {
		const account = await stage.connected();
		await stage.open(account.id);
		const postId = await stage.post(account.id);
		const late = await publish(
			postId,
			beforeIntent(async () => {
				await stage.pass(2 * MINUTE);
				expect(await publish(postId)).toMatchObject({ kind: "published" });
			}),
		);
		expect(late).toMatchObject({ kind: "lost" });
		expect(await liveOf(stage, account.igId)).toHaveLength(1);
		const { attempts } = await readPost(stage.operator, postId);
		expect(attempts).toMatchObject([{ outcome: "published" }]);
	});

	// Both workers hold the post in the same state here: only the fence tells them apart.
	test.each([
		["with its container", "/media", "container_ready"],
		["with its intent", "/media?", "publishing"],
	])(
		"%s, while another is at the same step: only the other one's counts",
		async (_, path, state) => {
			const account = await stage.connected();
			await stage.open(account.id);
			const postId = await stage.post(account.id);
			const reached = latch();
			const go = latch();
			let other: ReturnType<typeof publish> | undefined;
			const first = publish(
				postId,
				onAnswer(path, async () => {
					await stage.pass(2 * MINUTE);
					other = publish(
						postId,
						onAnswer(path, async () => {
							reached.open();
							await go.opened;
						}),
					);
					await reached.opened;
				}),
			);
			expect(await first).toMatchObject({ kind: "lost" });
			expect((await stateOf(stage, postId)).state).not.toBe(state);
			expect(await stage.db.outboundIntent.count({ where: { postId } })).toBe(
				0,
			);
			go.open();
			expect(await other).toMatchObject({ kind: "published" });
			expect(await liveOf(stage, account.igId)).toHaveLength(1);
			expect(await stage.db.outboundIntent.count({ where: { postId } })).toBe(
				1,
			);
		},
	);

	test("after its lease: its answer changes nothing, reconciliation finds the post", async () => {
		const account = await stage.connected();
		await stage.open(account.id);
		const postId = await stage.post(account.id);
		const deps = stage.deps();
		const late = await publish(postId, {
			fetch: async (input, init) => {
				const response = await fetch(input, init);
				if (!String(input).includes("/media_publish")) return response;
				await stage.pass(3 * MINUTE);
				await reconcileUnknown(stage.worker, deps);
				expect(await stateOf(stage, postId)).toMatchObject({
					state: "unknown",
				});
				return response;
			},
		});
		expect(late).toMatchObject({ kind: "lost" });
		expect(await stateOf(stage, postId)).toMatchObject({ state: "unknown" });
		await stage.pass(30 * SECOND);
		await reconcileUnknown(stage.worker, deps);
		expect(await stateOf(stage, postId)).toMatchObject({ state: "published" });
		expect(await liveOf(stage, account.igId)).toHaveLength(1);
	});
});
