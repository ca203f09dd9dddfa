import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listAudit } from "@/lib/audit/views";
import type { Ctx } from "@/lib/command";
import { MINUTE } from "@/lib/core/time";
import { readEnv } from "@/lib/env";
import { workerEnvironment } from "@/lib/governance/signals/decide";
import { setHalt, setHold } from "@/lib/governance/stops/commands";
import { closeWindow, requestWindow } from "@/lib/governance/windows/commands";
import { grantSignal } from "@/lib/governance/windows/commands-grants";
import { expirePosts } from "@/lib/publishing/publish/commands-expire";
import type { PublishDeps } from "@/lib/publishing/publish/deps";
import { publishDuePost } from "@/lib/publishing/publish/publish";
import { readPost } from "@/lib/publishing/queue/views-post";
import { createStage, type Stage } from "@/lib/publishing/testing/stage";
import { beforeIntent } from "@/lib/publishing/testing/timing";
import { readDecision, readDuePosts } from "./views";

let stage: Stage;
let viewer: Ctx;
beforeAll(async () => {
	stage = await createStage();
	viewer = await stage.person(["viewer"]);
});
afterAll(() => stage.close());

const publish = (postId: string, change: Partial<PublishDeps> = {}) =>
	publishDuePost(stage.worker, postId, stage.deps(change));

/** The newest record of a post, as a viewer reads it. */
async function lastOf(postId: string) {
	const { decisions } = await readPost(viewer, postId);
	const [last] = decisions;
	if (!last) throw new Error("the gate was not asked");
	return readDecision(viewer, last.id);
}

const sentenceOf = async (postId: string): Promise<string> =>
	(await lastOf(postId)).decision.sentence;

describe("the sentence a person would say", () => {
	test("nothing was granted and nobody approved", async () => {
		const account = await stage.connected();
		const postId = await stage.post(account.id, { approved: false });
		await publish(postId);
		expect(await sentenceOf(postId)).toBe(
			"Simulated because ALLOW_AUTONOMOUS_PUBLISH, PUBLISH_APPROVAL_GRANTED and GOVERNANCE_APPROVED were not granted: no window was open; besides, the post was not approved",
		);
	});

	test("the window had expired, or one grant was never given", async () => {
		const account = await stage.connected();
		const { windowId } = await requestWindow(
			await stage.fresh(stage.operator),
			{ accountIds: [account.id], reason: "a test", minutes: 5 },
		);
		await grantSignal(await stage.fresh(stage.compliance), {
			windowId,
			signal: "PUBLISH_APPROVAL_GRANTED",
		});
		const early = await stage.post(account.id);
		await publish(early);
		expect(await sentenceOf(early)).toMatch(
			/^Simulated because ALLOW_AUTONOMOUS_PUBLISH and GOVERNANCE_APPROVED were not granted: nobody had granted them in the window of \d\d:\d\d$/,
		);
		await stage.pass(8 * MINUTE);
		const late = await stage.post(account.id);
		await publish(late);
		expect(await sentenceOf(late)).toMatch(
			/; PUBLISH_APPROVAL_GRANTED was not granted: the window of \d\d:\d\d( on \S+)? had expired 3 minutes before$/,
		);
	});

	test("the environment had granted part of it: no person stands behind that", async () => {
		const account = await stage.connected();
		const { windowId } = await requestWindow(
			await stage.fresh(stage.ownerRole),
			{ accountIds: [account.id], reason: "a test", minutes: 5 },
		);
		await grantSignal(await stage.fresh(stage.ownerRole), {
			windowId,
			signal: "ALLOW_AUTONOMOUS_PUBLISH",
		});
		const environment = workerEnvironment(
			readEnv({
				INSTAGRAM_GRAPH_URL: stage.emulatorUrl,
				PUBLISH_APPROVAL_GRANTED: "1",
				GOVERNANCE_APPROVED: "1",
			}),
		);
		const postId = await stage.post(account.id);
		expect(await publish(postId, { environment })).toMatchObject({
			kind: "published",
		});
		expect((await lastOf(postId)).decision.duties).toBe(
			"enforced, except for what the environment granted: PUBLISH_APPROVAL_GRANTED, GOVERNANCE_APPROVED",
		);
	});

	test("somebody had closed the window", async () => {
		const account = await stage.connected();
		const windowId = await stage.open(account.id);
		await closeWindow(await stage.fresh(stage.operator), {
			windowId,
			reason: "enough",
		});
		const postId = await stage.post(account.id);
		await publish(postId);
		expect(await sentenceOf(postId)).toMatch(
			/were not granted: the window of \S+ had been closed by Oda Operator \d+ seconds? before$/,
		);
	});

	test("a worker's veto, and which worker it was", async () => {
		const account = await stage.connected();
		await stage.open(account.id);
		const postId = await stage.post(account.id);
		const environment = workerEnvironment(
			readEnv({
				INSTAGRAM_GRAPH_URL: stage.emulatorUrl,
				PUBLISH_LOCKED: "yes",
			}),
		);
		await publish(postId, { environment, owner: "the locked one" });
		const { decision } = await lastOf(postId);
		expect(decision).toMatchObject({
			sentence: "Simulated because PUBLISH_LOCKED was set, which vetoes",
			locked: true,
			workers: [{ id: "the locked one", set: ["PUBLISH_LOCKED"], asked: true }],
		});
	});

	test("halted, and on hold", async () => {
		const account = await stage.connected();
		await stage.open(account.id);
		const accountId = account.id;
		const lead = await stage.fresh(stage.compliance);
		const postId = await stage.post(accountId);
		await setHold(lead, { accountId, reason: "a strike" });
		await setHalt(stage.operator, { accountId, reason: "wrong captions" });
		await publish(postId);
		const { decision } = await lastOf(postId);
		expect(decision.sentence).toMatch(
			/^Held because publishing was halted on this account by Oda Operator: wrong captions; a policy hold until \d\d:\d\d on \S+ asked for a human approval given after it began \(a strike\)$/,
		);
		expect(decision.brakes).toMatchObject([
			{ kind: "halt", by: "Oda Operator", reason: "wrong captions" },
			{ kind: "policy hold", by: "Cleo Compliance", reason: "a strike" },
		]);
	});

	test("every signal but no approval", async () => {
		const account = await stage.connected();
		await stage.open(account.id);
		const postId = await stage.post(account.id, { approved: false });
		await publish(postId);
		expect(await sentenceOf(postId)).toBe(
			"Held because the post was not approved",
		);
	});

	test("expired without a worker having asked", async () => {
		const account = await stage.connected();
		const postId = await stage.post(account.id);
		await stage.pass(7 * 60 * MINUTE);
		await expirePosts(stage.worker);
		const { decision } = await lastOf(postId);
		expect(decision).toMatchObject({
			phase: "due",
			sentence: "Stopped because its slot was more than 6 hours past",
		});
	});
});

describe("a record", () => {
	test("live: signals with grantors, the window and its fence, the approval, both answers, the attempt, the event", async () => {
		const account = await stage.connected();
		const windowId = await stage.open(account.id, { postCap: 3 });
		const postId = await stage.post(account.id);
		await publish(postId, { owner: "worker one" });
		const { decision, round, attempts, post } = await lastOf(postId);
		expect(round.claim).toMatchObject({ phase: "claim", mode: "live" });
		expect(round.intents).toMatchObject([{ phase: "intent", mode: "live" }]);
		expect(decision.sentence).toMatch(
			/^Cleared to go out live because all three signals were granted by Otto Owner and Cleo Compliance in the window of \S+ to .+ and Oda Operator had approved the post$/,
		);
		expect(decision.signals.map(({ grantedBy }) => grantedBy)).toEqual([
			"Otto Owner",
			"Cleo Compliance",
			"Cleo Compliance",
		]);
		expect(decision.windows).toMatchObject([
			{
				id: windowId,
				kind: "normal",
				revision: 1,
				status: "open",
				postsUsed: 0,
				postCap: 3,
				requestedBy: "Oda Operator",
				grants: [
					{ by: "Otto Owner", counted: true },
					{ by: "Cleo Compliance", counted: true },
					{ by: "Cleo Compliance", counted: true },
				],
				used: true,
			},
		]);
		expect(decision.approval).toMatchObject({
			by: "Oda Operator",
			kind: "human",
			digest: decision.digest,
		});
		expect(decision).toMatchObject({
			duties: "enforced",
			policyVersion: "gate@1 rules@1",
			workers: [{ id: "worker one", asked: true }],
			proof: { intact: true },
		});
		expect(post.state).toBe("published");
		expect(attempts).toMatchObject([
			{ decisionId: decision.id, outcome: "published" },
		]);
	});

	test("a no at the second asking stands beside the yes at the first", async () => {
		const account = await stage.connected();
		const windowId = await stage.open(account.id);
		const postId = await stage.post(account.id);
		const close = async () =>
			closeWindow(await stage.fresh(stage.operator), {
				windowId,
				reason: "stop it",
			});
		await publish(postId, beforeIntent(close));
		const { round } = await lastOf(postId);
		expect(round.claim).toMatchObject({ mode: "live" });
		expect(round.intents).toMatchObject([
			{
				mode: "held",
				sentence: expect.stringMatching(
					/^Held because the right to publish ended before the call; .* had been closed by Oda Operator/,
				),
			},
		]);
	});

	test("names nobody: people are ids in it, and in the event that vouches for it", async () => {
		const account = await stage.connected();
		await stage.open(account.id);
		const postId = await stage.post(account.id);
		await setHalt(stage.operator, {
			accountId: account.id,
			reason: "look twice",
		});
		await publish(postId);
		const rows = await stage.db.gateDecision.findMany({ where: { postId } });
		const events = await listAudit(viewer, {
			action: "gate.decide",
			subjectId: postId,
			limit: 10,
		});
		expect(rows).toHaveLength(1);
		expect(events).toHaveLength(1);
		const kept = JSON.stringify([rows, events.map(({ after }) => after)]);
		for (const name of ["Oda Operator", "Otto Owner", "Cleo Compliance"])
			expect(kept).not.toContain(name);
		expect(kept).toContain(stage.operator.actor.id);
	});

	test("one claim decision a claim, one intent decision an intent, each with its own event", async () => {
		const account = await stage.connected();
		await stage.open(account.id);
		const unapproved = await stage.post(account.id, { approved: false });
		await publish(unapproved);
		await publish(await stage.post(account.id));
		const retried = await stage.post(account.id);
		await stage.fault(account.igId, {
			kind: "http_500_html",
			route: "create",
			count: 1,
		});
		await publish(retried);
		await stage.pass(15 * MINUTE);
		await publish(retried);
		const where = { accountId: account.id };
		const phases = await stage.db.gateDecision.groupBy({
			by: ["phase"],
			where,
			_count: true,
		});
		const events = await listAudit(viewer, { limit: 200 });
		const count = (action: string) =>
			events.filter(
				(one) => one.accountId === account.id && one.action === action,
			).length;
		const asked = Object.fromEntries(
			phases.map(({ phase, _count }) => [phase, _count]),
		);
		expect(asked).toEqual({ claim: 4, intent: 2 });
		expect(count("post.claim") + count("post.hold")).toBe(4);
		expect(count("post.intent")).toBe(2);
		expect(count("gate.decide")).toBe(6);
		const { round, others } = await lastOf(retried);
		expect(round.intents).toHaveLength(1);
		expect(others).toHaveLength(1);
	});

	test("is for those who have a role on its account", async () => {
		const account = await stage.connected();
		const postId = await stage.post(account.id);
		await publish(postId);
		const { decision } = await lastOf(postId);
		const elsewhere = await stage.connected();
		const stranger = await stage.person(["operator"], {
			accountId: elsewhere.id,
		});
		await expect(readDecision(stranger, decision.id)).rejects.toMatchObject({
			code: "forbidden",
		});
		expect(
			(await readDuePosts(stranger, { limit: 50 })).map((one) => one.postId),
		).not.toContain(postId);
		expect(
			await readDuePosts(viewer, { accountId: account.id, limit: 10 }),
		).toMatchObject([{ postId, state: "simulated", decisionId: decision.id }]);
	});
});
