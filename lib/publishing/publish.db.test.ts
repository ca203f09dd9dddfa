import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MINUTE, SECOND } from "@/lib/core/time";
import { setHalt } from "@/lib/governance/commands-brakes";
import { closeWindow } from "@/lib/governance/commands-windows";
import { holdPost } from "@/lib/publishing/commands-queue";
import { payloadHash } from "@/lib/publishing/payload";
import { publishDuePost } from "@/lib/publishing/publish";
import type { PublishDeps } from "@/lib/publishing/publish-deps";
import { reconcileUnknown } from "@/lib/publishing/reconcile";
import { readPost } from "@/lib/publishing/views-post";
import { createStage, liveOf, type Stage, stateOf } from "./test-stage";

let stage: Stage;
beforeAll(async () => {
	stage = await createStage();
});
afterAll(() => stage.close());

const publish = (postId: string, change: Partial<PublishDeps> = {}) =>
	publishDuePost(stage.worker, postId, stage.deps(change));

/** Does something once, after the platform has answered this path and before anybody sees it. */
const onAnswer = (
	path: string,
	act: () => Promise<unknown>,
): Partial<PublishDeps> => {
	let did = false;
	return {
		fetch: async (input, init) => {
			const response = await fetch(input, init);
			const url = String(input);
			const there = path.endsWith("?")
				? url.includes(path)
				: url.endsWith(path);
			if (there && !did) {
				did = true;
				await act();
			}
			return response;
		},
	};
};

function latch() {
	let open = () => {};
	const opened = new Promise<void>((resolve) => {
		open = resolve;
	});
	return { open, opened };
}

/** The list of media is the last thing that is read before the intent. */
const beforeIntent = (act: () => Promise<unknown>) => onAnswer("/media?", act);

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
	test("claim, container, intent, call, outcome; the attempt can be checked against what is live", async () => {
		const account = await stage.connected();
		await stage.open(account.id);
		const postId = await stage.post(account.id);
		const result = await publish(postId);
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
		const gapMs =
			(intent.calledAt?.getTime() ?? Number.NaN) - intent.committedAt.getTime();
		expect(gapMs).toBeLessThanOrEqual(1000);
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
			"the approver lost the role",
			() =>
				stage.owner.roleGrant.updateMany({
					where: { personId: stage.operator.actor.id, revokedAt: null },
					data: { revokedAt: new Date(), revokedBy: "test" },
				}),
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
			await stage.owner.roleGrant.updateMany({
				where: { personId: stage.operator.actor.id },
				data: { revokedAt: null, revokedBy: null },
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
