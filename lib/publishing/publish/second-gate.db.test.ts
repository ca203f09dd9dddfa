import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readEnv } from "@/lib/env";
import { workerEnvironment } from "@/lib/governance/signals/decide";
import { setHalt } from "@/lib/governance/stops/commands";
import { closeWindow } from "@/lib/governance/windows/commands";
import { grantRole, revokeRole } from "@/lib/people/admin/commands-roles";
import { holdPost } from "@/lib/publishing/queue/commands-hold";
import { readPost } from "@/lib/publishing/queue/views-post";
import {
	createStage,
	liveOf,
	type Stage,
	stateOf,
} from "@/lib/publishing/testing/stage";
import { beforeIntent } from "@/lib/publishing/testing/timing";
import type { PublishDeps } from "./deps";
import { publishDuePost } from "./publish";

let stage: Stage;
beforeAll(async () => {
	stage = await createStage();
});
afterAll(() => stage.close());

const publish = (postId: string, change: Partial<PublishDeps> = {}) =>
	publishDuePost(stage.worker, postId, stage.deps(change));

describe("a worker's own veto", () => {
	const locked = (graphUrl: string) =>
		workerEnvironment(
			readEnv({ INSTAGRAM_GRAPH_URL: graphUrl, PUBLISH_LOCKED: "yes" }),
		);

	test("counts at the first gate though no heartbeat is fresh", async () => {
		const account = await stage.connected();
		await stage.open(account.id);
		const postId = await stage.post(account.id);
		const environment = locked(stage.emulatorUrl);
		expect(await publish(postId, { environment })).toMatchObject({
			kind: "simulated",
			reasons: [expect.stringMatching(/PUBLISH_LOCKED/)],
		});
		expect(await liveOf(stage, account.igId)).toEqual([]);
	});

	test("a test clock forbids a Graph host that is not here", async () => {
		const account = await stage.connected();
		await stage.open(account.id);
		const postId = await stage.post(account.id);
		const environment = {
			...locked(stage.emulatorUrl),
			locked: false,
			graphOnLoopback: false,
			testClock: true,
		};
		expect(await publish(postId, { environment })).toMatchObject({
			kind: "simulated",
		});
	});
});

describe("the second gate", () => {
	const stops: [string, (ids: Ids) => Promise<unknown>, RegExp][] = [
		[
			"the window closed",
			async ({ windowId }) =>
				closeWindow(await stage.fresh(stage.operator), {
					windowId,
					reason: "stop it",
				}),
			/the right to publish ended before the call/,
		],
		[
			"a halt was set",
			async ({ accountId }) =>
				setHalt(await stage.fresh(stage.operator), {
					accountId,
					reason: "stop it",
				}),
			/publishing is halted on this account by Oda Operator: stop it/,
		],
		[
			"the approver lost the role for a moment",
			async () => {
				const personId = stage.operator.actor.id;
				const role = { personId, role: "operator", accountId: null } as const;
				await revokeRole(stage.service("setup"), role);
				return grantRole(stage.service("setup"), role);
			},
			/the approver no longer counts/,
		],
	];
	type Ids = { windowId: string; accountId: string };

	test.each(stops)(
		"%s: held, never simulated, nothing sent",
		async (_, act, why) => {
			const account = await stage.connected();
			const windowId = await stage.open(account.id);
			const postId = await stage.post(account.id);
			const ids = { windowId, accountId: account.id };
			const result = await publish(
				postId,
				beforeIntent(() => act(ids)),
			);
			expect(result).toMatchObject({
				kind: "held",
				reasons: [expect.stringMatching(why)],
			});
			const post = await readPost(stage.operator, postId);
			expect(post).toMatchObject({ state: "held", attempts: [] });
			expect(
				post.decisions.map(({ phase, mode }) => `${phase} ${mode}`),
			).toEqual(["intent held", "claim live"]);
			expect(await stage.db.outboundIntent.count({ where: { postId } })).toBe(
				0,
			);
			expect(await liveOf(stage, account.igId)).toEqual([]);
		},
	);

	test("a post that a person held meanwhile is lost to the worker", async () => {
		const account = await stage.connected();
		await stage.open(account.id);
		const postId = await stage.post(account.id);
		const result = await publish(
			postId,
			beforeIntent(() => holdPost(stage.operator, { postId, reason: "wait" })),
		);
		expect(result).toMatchObject({ kind: "lost" });
		expect(await stateOf(stage, postId)).toMatchObject({ state: "held" });
		expect(await liveOf(stage, account.igId)).toEqual([]);
	});

	test("a call that does not start within 1 s asks the gate again, and a slow machine sends nothing", async () => {
		const account = await stage.connected();
		const windowId = await stage.open(account.id);
		const slow = await stage.post(account.id);
		const late = { monotonicMs: () => performance.now() + 2000 };
		expect(await publish(slow, late)).toMatchObject({
			kind: "retry",
			state: "container_ready",
		});
		const post = await readPost(stage.operator, slow);
		expect(post.decisions.map(({ phase }) => phase)).toEqual([
			"intent",
			"intent",
			"intent",
			"claim",
		]);
		expect(await liveOf(stage, account.igId)).toEqual([]);

		const stopped = await stage.post(account.id);
		const closing = {
			asked: 0,
			monotonicMs: () => performance.now() + 2000,
		};
		const wrapped = new Proxy(stage.worker.db, {
			get(db, key) {
				if (key !== "$transaction") return Reflect.get(db, key);
				return async (work: never, options: never) => {
					const result: unknown = await db.$transaction(work, options);
					if (JSON.stringify(result).includes('"intended"') && !closing.asked++)
						await closeWindow(await stage.fresh(stage.operator), {
							windowId,
							reason: "stop it",
						});
					return result;
				};
			},
		});
		const result = await publishDuePost(
			{ ...stage.worker, db: wrapped },
			stopped,
			stage.deps({ monotonicMs: closing.monotonicMs }),
		);
		expect(result).toMatchObject({ kind: "held" });
		expect(
			await stage.db.outboundIntent.findFirstOrThrow({
				where: { postId: stopped },
			}),
		).toMatchObject({ outcome: "not_called" });
		expect(await liveOf(stage, account.igId)).toEqual([]);
	});
});
