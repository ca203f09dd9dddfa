import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listAudit } from "@/lib/audit/views";
import { renderPost } from "@/lib/connectors/render/render-post";
import { recordAsset } from "@/lib/content/commands-trace";
import type { SignalRef } from "@/lib/content/model";
import { DEFAULT_RULES } from "@/lib/content/moderation/rules";
import { sha256 } from "@/lib/core/canonical-json";
import { newId } from "@/lib/core/ids";
import { HOUR, MINUTE } from "@/lib/core/time";
import { approvePost, rejectPost } from "@/lib/publishing/approval/commands";
import { approvePosts } from "@/lib/publishing/approval/commands-many";
import { type EditDeps, editPost } from "@/lib/publishing/edit/edit";
import type { EditPost } from "@/lib/publishing/edit/model";
import { expirePosts } from "@/lib/publishing/publish/commands-expire";
import { publishDuePost } from "@/lib/publishing/publish/publish";
import { MEDIA_HASH } from "@/lib/publishing/testing/pictures";
import {
	createStage,
	type Stage,
	stateOf,
} from "@/lib/publishing/testing/stage";
import { holdPost, releasePost } from "./commands-hold";
import { replayFailed } from "./commands-replay";
import { publishNext, requeuePost, reschedulePost } from "./commands-slot";
import { listQueue } from "./views";
import { failedSince, readPublishStats } from "./views-attempts";
import { readPost } from "./views-post";

let stage: Stage;
beforeAll(async () => {
	stage = await createStage();
	await stage.owner.moderationRuleVersion.create({
		data: {
			id: newId(),
			version: DEFAULT_RULES.version,
			active: true,
			rules: DEFAULT_RULES,
			createdBy: "test",
			createdAt: new Date(),
		},
	});
});
afterAll(() => stage.close());

const later = async (ms: number) =>
	new Date((await stage.now()).getTime() + ms);
const operator = () => stage.fresh(stage.operator);
const publish = (postId: string) =>
	publishDuePost(stage.worker, postId, stage.deps());

describe("approval", () => {
	test("binds to what was seen, and goes stale with the slot", async () => {
		const account = await stage.connected();
		const postId = await stage.post(account.id, {
			approved: false,
			inMs: HOUR,
		});
		await expect(
			approvePost(await operator(), { postId, digest: sha256("other") }),
		).rejects.toMatchObject({ code: "refused" });
		const { digest } = await readPost(stage.operator, postId);
		await approvePost(await operator(), { postId, digest });
		const approved = await readPost(stage.operator, postId);
		expect(approved.approval).toMatchObject({ kind: "approved", fault: null });
		expect(approved.approvals[0]?.differences).toEqual([]);

		const slotAt = await later(2 * HOUR);
		await reschedulePost(stage.operator, { postId, slotAt });
		const moved = await readPost(stage.operator, postId);
		expect(moved.approval).toMatchObject({ fault: "approval_stale" });
		expect(moved.approvals[0]?.differences).toEqual([
			{ field: "slot", approved: approved.slotAt, now: slotAt.toISOString() },
		]);
	});

	test("bulk: those that may be approved are, the others are named", async () => {
		const account = await stage.connected();
		const good = await stage.post(account.id, { approved: false, inMs: HOUR });
		const twice = await stage.post(account.id, { inMs: HOUR + 1 });
		const result = await approvePosts(await operator(), {
			accountId: account.id,
			posts: [{ postId: good }, { postId: twice }],
		});
		expect(result.approved).toMatchObject([{ postId: good }]);
		expect(result.refused).toMatchObject([
			{ postId: twice, why: expect.stringMatching(/approved already/) },
		]);
	});

	test("a viewer may not, a rejection cancels with its reason", async () => {
		const account = await stage.connected();
		const viewer = await stage.person(["viewer"]);
		const postId = await stage.post(account.id, { approved: false });
		await expect(
			approvePost(await stage.fresh(viewer), { postId }),
		).rejects.toMatchObject({ code: "forbidden" });
		await rejectPost(await operator(), { postId, reason: "off topic" });
		expect(await readPost(stage.operator, postId)).toMatchObject({
			state: "cancelled",
			fault: "rejected: off topic",
			approval: { kind: "rejected" },
		});
		expect(await publish(postId)).toMatchObject({ kind: "lost" });
	});

	test("a post held for lack of approval is queued again by it", async () => {
		const account = await stage.connected();
		await stage.open(account.id);
		const postId = await stage.post(account.id, { approved: false });
		expect(await publish(postId)).toMatchObject({ kind: "held" });
		expect(await approvePost(await operator(), { postId })).toMatchObject({
			state: "queued",
		});
		expect(await publish(postId)).toMatchObject({ kind: "published" });
	});

	test("auto-clean approves what moderation passed, and nothing else", async () => {
		const account = await stage.connected();
		await stage.autoClean(account.id);
		const postId = await stage.post(account.id, { approved: false });
		const held = await stage.post(account.id, {
			approved: false,
			moderation: "hold",
			inMs: 1,
		});
		expect(await readPost(stage.operator, postId)).toMatchObject({
			approval: { by: "policy", fault: null },
		});
		expect(await readPost(stage.operator, held)).toMatchObject({
			state: "held",
			approval: { kind: "none" },
		});
	});
});

describe("holds", () => {
	test("what moderation held is released only after a person approved it", async () => {
		const account = await stage.connected();
		const postId = await stage.post(account.id, {
			approved: false,
			moderation: "hold",
		});
		await expect(releasePost(stage.operator, { postId })).rejects.toMatchObject(
			{
				code: "refused",
			},
		);
		expect(await approvePost(await operator(), { postId })).toMatchObject({
			state: "queued",
		});
	});

	test("a person's hold stays through an approval and ends by release", async () => {
		const account = await stage.connected();
		const postId = await stage.post(account.id, { approved: false });
		await holdPost(stage.operator, { postId, reason: "waiting for legal" });
		expect(await approvePost(await operator(), { postId })).toMatchObject({
			state: "held",
		});
		await releasePost(stage.operator, { postId });
		expect(await stateOf(stage, postId)).toMatchObject({
			state: "queued",
			heldWhy: [],
		});
	});
});

test("a post whose call is under way cannot be held any more", async () => {
	const account = await stage.connected();
	const postId = await stage.post(account.id);
	await stage.owner.post.update({
		where: { id: postId },
		data: { state: "publishing" },
	});
	await expect(
		holdPost(stage.operator, { postId, reason: "too late" }),
	).rejects.toMatchObject({ code: "conflict" });
	expect(await stateOf(stage, postId)).toMatchObject({ state: "publishing" });
});

describe("slots", () => {
	test("the past and a taken slot are refused", async () => {
		const account = await stage.connected();
		const other = await stage.post(account.id, { inMs: HOUR });
		const postId = await stage.post(account.id, { inMs: 2 * HOUR });
		const { slotAt } = await stateOf(stage, other);
		await expect(
			reschedulePost(stage.operator, { postId, slotAt }),
		).rejects.toMatchObject({ code: "conflict" });
		await expect(
			reschedulePost(stage.operator, { postId, slotAt: await later(-HOUR) }),
		).rejects.toMatchObject({ code: "refused" });
		await expect(
			stage.post(account.id, { inMs: HOUR }).then(async (id) => {
				await reschedulePost(stage.operator, { postId: id, slotAt });
			}),
		).rejects.toMatchObject({ code: "conflict" });
	});

	test("who publishes an approved post next, and may approve it, approves it for now", async () => {
		const account = await stage.connected();
		const postId = await stage.post(account.id, { inMs: HOUR });
		const presser = await stage.fresh(await stage.person(["owner"]));
		expect(await publishNext(presser, { postId })).toMatchObject({
			approved: true,
		});
		expect(await readPost(stage.operator, postId)).toMatchObject({
			approval: { kind: "approved", fault: null, by: "human" },
		});
		await stage.open(account.id);
		expect(await publish(postId)).toMatchObject({ kind: "published" });
	});

	test("it asks for the password, since it approves", async () => {
		const account = await stage.connected();
		const postId = await stage.post(account.id, { inMs: HOUR });
		const presser = await stage.person(["operator"]);
		await stage.pass(6 * MINUTE);
		await expect(publishNext(presser, { postId })).rejects.toMatchObject({
			code: "reauth_required",
		});
	});

	test("without the right to approve, publish-next leaves the approval stale", async () => {
		const account = await stage.connected();
		const postId = await stage.post(account.id, { inMs: HOUR });
		const { actor, ...rest } = stage.operator;
		if (actor.kind !== "person") throw new Error("a person acts here");
		const { id, name, email, roles } = actor;
		const token = {
			id,
			name,
			email,
			roles,
			tokenId: "t",
			kind: "token",
		} as const;
		const worksOnly = {
			...rest,
			actor: { ...token, scopes: ["work"] as const },
		};
		expect(await publishNext(worksOnly, { postId })).toMatchObject({
			approved: false,
		});
		expect(await readPost(stage.operator, postId)).toMatchObject({
			approval: { fault: "approval_stale" },
		});
		expect(await publish(postId)).toMatchObject({ kind: "simulated" });
		const slotAt = await later(HOUR);
		await requeuePost(stage.operator, { postId, slotAt });
		expect(await stateOf(stage, postId)).toMatchObject({
			state: "queued",
			recovery: false,
		});
	});

	test("an unapproved post is not approved by being published next", async () => {
		const account = await stage.connected();
		const postId = await stage.post(account.id, {
			inMs: HOUR,
			approved: false,
		});
		const presser = await stage.fresh(await stage.person(["owner"]));
		expect(await publishNext(presser, { postId })).toMatchObject({
			approved: false,
		});
	});

	test("a post that nobody let out expires 6 h after its slot", async () => {
		const account = await stage.connected();
		const postId = await stage.post(account.id, { approved: false });
		await holdPost(stage.operator, { postId, reason: "waiting" });
		await stage.pass(6 * HOUR);
		await expirePosts(stage.worker);
		expect(await stateOf(stage, postId)).toMatchObject({ state: "expired" });
		await expect(releasePost(stage.operator, { postId })).rejects.toMatchObject(
			{
				code: "conflict",
			},
		);
	});

	test("only what a try was lost on the way out is made up for: letting a post expire gets round no budget", async () => {
		const account = await stage.connected();
		await stage.open(account.id);
		const tried = await stage.post(account.id);
		// To wait for the platform uses up none of its tries.
		await stage.fault(account.igId, {
			kind: "graph_error",
			route: "create",
			count: 1,
			params: { code: 341 },
		});
		await publish(tried);
		expect(await stateOf(stage, tried)).toMatchObject({ tries: 0 });
		const left = await stage.post(account.id);
		await stage.pass(7 * HOUR);
		await expirePosts(stage.worker);
		for (const [postId, recovery] of [
			[tried, true],
			[left, false],
		] as const) {
			expect(await stateOf(stage, postId)).toMatchObject({ state: "expired" });
			await requeuePost(stage.operator, { postId, slotAt: await later(HOUR) });
			expect(await stateOf(stage, postId)).toMatchObject({ recovery });
		}
	});
});

describe("editing", () => {
	const deps: EditDeps = {
		render: renderPost,
		media: {
			put: async (bytes) => ({ sha256: sha256(bytes), bytes: bytes.length }),
		},
	};
	const editable = async () => {
		const account = await stage.connected();
		const postId = await stage.post(account.id, { inMs: HOUR });
		const picture = {
			layout: "headline",
			title: "Fresh bread",
			kicker: "Today",
			points: [],
			brand: { name: "Acme", handle: "acme", palette: {} },
			seed: postId,
		};
		await stage.owner.post.update({ where: { id: postId }, data: { picture } });
		return { account, postId };
	};
	const edit = async (postId: string, change: Partial<EditPost>) => {
		const { version } = await stateOf(stage, postId);
		return editPost(stage.operator, { postId, version, ...change }, deps);
	};

	test("draws and judges again; the approval is stale and the editor cannot give a new one", async () => {
		const { postId } = await editable();
		const before = await readPost(stage.operator, postId);
		const caption = "Warm rolls from seven in the morning, every day.";
		expect(
			await edit(postId, { caption, headline: "Warm rolls" }),
		).toMatchObject({ state: "queued", moderation: "pass" });
		const post = await readPost(stage.operator, postId);
		expect(post).toMatchObject({
			caption,
			approval: { fault: "approval_stale" },
			provenance: [{ kind: "image", modelId: "builtin/render@1" }],
			edits: [{ editedBy: stage.operator.actor.id }],
		});
		expect(post.mediaSha256).not.toEqual(before.mediaSha256);
		expect(post.approvals[0]?.differences.map(({ field }) => field)).toEqual([
			"caption",
			"image_sha256",
			"rules",
		]);
		await expect(
			approvePost(await operator(), { postId }),
		).rejects.toMatchObject({
			code: "refused",
			message: "you edited this post: somebody else must approve it",
		});
		const [refusal] = await listAudit(stage.operator, {
			actorId: stage.operator.actor.id,
			action: "access.refuse",
			limit: 1,
		});
		expect(refusal).toMatchObject({
			subjectId: "post:decide",
			facts: { why: expect.stringContaining("you edited"), about: { postId } },
		});
		await approvePost(await stage.fresh(stage.compliance), { postId });
		expect((await readPost(stage.operator, postId)).approval.fault).toBeNull();
	});

	test("a picture that was drawn again keeps what the one before was made from", async () => {
		const { account, postId } = await editable();
		const of = (title: string): SignalRef[] => [
			{ kind: "topic", title, by: "Vera" },
		];
		const runId = newId();
		await stage.owner.post.update({ where: { id: postId }, data: { runId } });
		const record = (sourceSignals: SignalRef[], sha: string) =>
			recordAsset(stage.worker, {
				accountId: account.id,
				runId,
				postId: null,
				kind: "image",
				promptVersion: "headline@1",
				modelId: "builtin/render@1",
				sourceSignals,
				sha256: sha,
				bytes: 1,
				contentType: "image/jpeg",
			});
		await record(of("bread"), MEDIA_HASH);
		await record(of("what was set aside"), sha256("another picture"));
		await edit(postId, { headline: "One" });
		await edit(postId, { headline: "Two" });
		const { provenance } = await readPost(stage.operator, postId);
		const edited = provenance.filter((asset) => asset.postId === postId);
		expect(edited.map(({ sourceSignals }) => sourceSignals)).toEqual([
			of("bread"),
			of("bread"),
		]);
	});

	test("of two editors of one version the second is told", async () => {
		const { postId } = await editable();
		const { version } = await stateOf(stage, postId);
		await edit(postId, { headline: "One" });
		await expect(
			editPost(stage.ownerRole, { postId, version, headline: "Two" }, deps),
		).rejects.toMatchObject({ code: "conflict" });
	});

	test("what moderation stops is held, and an edit that repairs it queues it again", async () => {
		const { postId } = await editable();
		const caption = "Call us on +49 30 1234567 for fresh bread tomorrow.";
		expect(await edit(postId, { caption })).toMatchObject({ state: "held" });
		expect(
			await edit(postId, { caption: "Fresh bread tomorrow from seven." }),
		).toMatchObject({ state: "queued" });
	});
});

test("a replay queues what failed with its approval, once, and says why it skips the rest", async () => {
	const account = await stage.connected();
	await stage.open(account.id);
	const since = await stage.now();
	const flaky = await stage.post(account.id);
	const wrong = await stage.post(account.id, {
		caption: Array.from({ length: 31 }, (_, i) => `#tag${i}`).join(" "),
	});
	await stage.fault(account.igId, {
		kind: "http_500_html",
		route: "create",
		count: 5,
	});
	for (let tries = 0; tries < 5; tries++) {
		await publish(flaky);
		await stage.pass(15 * MINUTE);
	}
	expect(await stateOf(stage, flaky)).toMatchObject({ state: "failed" });
	expect(await publish(wrong)).toMatchObject({ kind: "fail" });
	const scope = { sinceHours: 24, accountId: account.id };
	const ofAccount = { accountId: account.id, since };
	const foretold = await failedSince(stage.operator, ofAccount);
	expect(foretold.map((one) => [one.postId, one.replayRefusal])).toEqual([
		[flaky, null],
		[wrong, expect.stringMatching(/refused/)],
	]);
	const first = await replayFailed(stage.operator, scope);
	expect(first).toMatchObject({
		requested: 2,
		replayed: [flaky],
		skipped: [{ postId: wrong, why: expect.stringMatching(/refused/) }],
		stillFailed: 1,
	});
	const second = await replayFailed(stage.operator, scope);
	expect(second).toMatchObject({ requested: 1, replayed: [], stillFailed: 1 });
	expect(await publish(flaky)).toMatchObject({ kind: "published" });
	const stats = await readPublishStats(stage.operator, {
		accountId: account.id,
		from: since,
		to: await later(MINUTE),
	});
	expect(stats).toMatchObject({ attempts: 7, failures: 6 });
	expect(
		stats.posts.map(({ outcome, retries }) => [outcome, retries]).sort(),
	).toEqual([
		["failed", 1],
		["published", 5],
	]);
	const queue = await listQueue(stage.operator, {
		accountId: account.id,
		from: since,
		to: await later(MINUTE),
	});
	expect(queue.map(({ state }) => state).sort()).toEqual([
		"failed",
		"published",
	]);
});
