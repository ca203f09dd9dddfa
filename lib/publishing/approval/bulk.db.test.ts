import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listAudit } from "@/lib/audit/views";
import { sha256 } from "@/lib/core/canonical-json";
import { newId } from "@/lib/core/ids";
import { HOUR } from "@/lib/core/time";
import { quarantinePost } from "@/lib/publishing/quarantine/commands";
import { readQueuePage } from "@/lib/publishing/queue/views-page";
import {
	createStage,
	type Stage,
	stateOf,
} from "@/lib/publishing/testing/stage";
import { approvePosts, rejectPosts } from "./commands-many";

let stage: Stage;
beforeAll(async () => {
	stage = await createStage();
});
afterAll(() => stage.close());

const newPicture = () => sha256(newId());
const waiting = { approved: false, inMs: HOUR };
const operator = () => stage.fresh(stage.operator);
const reason = "the campaign was called off";

describe("rejecting many", () => {
	test("each is cancelled with the reason and an event of its own; the others are named", async () => {
		const { id: accountId } = await stage.connected();
		const elsewhere = await stage.connected();
		const first = await stage.post(accountId, waiting);
		const second = await stage.post(accountId, { ...waiting, inMs: 2 * HOUR });
		const bad = await stage.post(accountId, {
			...waiting,
			inMs: 3 * HOUR,
			mediaSha256: newPicture(),
		});
		await quarantinePost(stage.compliance, { postId: bad, reason: "stolen" });
		const foreign = await stage.post(elsewhere.id, waiting);
		const ctx = await operator();
		const result = await rejectPosts(ctx, {
			accountId,
			postIds: [second, first, bad, foreign, first],
			reason,
		});
		expect([...result.rejected].sort()).toEqual([first, second].sort());
		expect(result.refused).toHaveLength(2);
		expect(result.refused).toEqual(
			expect.arrayContaining([
				{ postId: bad, why: expect.stringContaining("is quarantined by") },
				{ postId: foreign, why: "it belongs to another account" },
			]),
		);
		for (const postId of [first, second])
			expect(await stateOf(stage, postId)).toMatchObject({
				state: "cancelled",
				fault: `rejected: ${reason}`,
			});
		expect(await stateOf(stage, bad)).toMatchObject({ state: "quarantined" });
		expect(await stateOf(stage, foreign)).toMatchObject({ state: "queued" });
		const events = await stage.db.auditEvent.findMany({
			where: { trace: ctx.trace, action: "post.reject" },
		});
		expect(events.map(({ subjectId }) => subjectId).sort()).toEqual(
			[first, second].sort(),
		);
		expect(new Set(events.map((event) => event.reason))).toEqual(
			new Set([reason]),
		);
		const [refusal] = await listAudit(stage.compliance, {
			trace: ctx.trace,
			action: "access.refuse",
			limit: 1,
		});
		expect(refusal).toMatchObject({
			accountId,
			subjectId: "post:decide",
			facts: { refused: expect.arrayContaining(result.refused) },
		});
	});

	test("none is a refusal that leaves no event; a viewer may not; it asks for the password", async () => {
		const { id: accountId } = await stage.connected();
		const postId = await stage.post(accountId, waiting);
		const input = { accountId, postIds: [postId], reason };
		const viewer = await stage.person(["viewer"]);
		await expect(rejectPosts(viewer, input)).rejects.toMatchObject({
			code: "forbidden",
		});
		const ctx = await operator();
		if (ctx.actor.kind !== "person") throw new Error("no person");
		const actor = { ...ctx.actor, authenticatedAt: new Date(0) };
		await expect(rejectPosts({ ...ctx, actor }, input)).rejects.toMatchObject({
			code: "reauth_required",
		});
		await rejectPosts(ctx, input);
		await expect(rejectPosts(await operator(), input)).rejects.toMatchObject({
			code: "refused",
			message: "nothing to reject: a cancelled post cannot be rejected",
		});
		const events = await listAudit(stage.operator, {
			subjectId: postId,
			action: "post.reject",
			limit: 5,
		});
		expect(events).toHaveLength(1);
	});
});

test("a bulk approval leaves out what is quarantined, and says by whom", async () => {
	const { id: accountId } = await stage.connected();
	const good = await stage.post(accountId, waiting);
	const bad = await stage.post(accountId, {
		...waiting,
		inMs: 2 * HOUR,
		mediaSha256: newPicture(),
	});
	await quarantinePost(stage.compliance, { postId: bad, reason: "stolen" });
	const posts = [{ postId: good }, { postId: bad }];
	const done = await approvePosts(await operator(), { accountId, posts });
	expect(done.approved).toMatchObject([{ postId: good }]);
	expect(done.refused).toMatchObject([
		{
			postId: bad,
			why: expect.stringContaining("quarantined by Cleo Compliance: stolen"),
		},
	]);
	expect(await stage.db.approval.count({ where: { postId: bad } })).toBe(0);
	const [refusal] = await listAudit(stage.compliance, {
		action: "access.refuse",
		limit: 1,
	});
	expect(refusal).toMatchObject({
		actorId: stage.operator.actor.id,
		accountId,
		facts: { refused: [{ postId: bad }] },
	});
	await expect(
		approvePosts(await operator(), { accountId, posts: [{ postId: bad }] }),
	).rejects.toMatchObject({ code: "refused" });
	const [whole] = await listAudit(stage.compliance, {
		action: "access.refuse",
		limit: 1,
	});
	expect(whole?.seq).not.toBe(refusal?.seq);
	expect(whole).toMatchObject({
		accountId,
		facts: { about: { accountId }, refused: [{ postId: bad }] },
	});
});

test("the queue offers each reader what their role may do, and nothing else", async () => {
	const { id: accountId } = await stage.connected();
	await stage.post(accountId, waiting);
	const rowFor = async (roles: Parameters<Stage["person"]>[0]) => {
		const room = await readQueuePage(await stage.person(roles), accountId);
		return room.rows[0];
	};
	expect(await rowFor(["operator"])).toMatchObject({
		approveRefusal: null,
		rejectRefusal: null,
		holdRefusal: null,
	});
	expect(await rowFor(["compliance"])).toMatchObject({
		approveRefusal: null,
		rejectRefusal: null,
		holdRefusal: expect.stringContaining("operator or owner"),
	});
	const viewer = await rowFor(["viewer"]);
	expect(viewer?.approveRefusal).toMatch(/takes the role/);
	expect(viewer?.rejectRefusal).toMatch(/takes the role/);
	expect(viewer?.holdRefusal).toMatch(/takes the role/);
});
