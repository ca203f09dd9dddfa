import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listAudit } from "@/lib/audit/views";
import type { Ctx } from "@/lib/command";
import { sha256 } from "@/lib/core/canonical-json";
import { HOUR } from "@/lib/core/time";
import { approvePost, rejectPost } from "@/lib/publishing/approval/commands";
import { saveEdit } from "@/lib/publishing/edit/commands";
import { holdPost, releasePost } from "@/lib/publishing/queue/commands-hold";
import {
	publishNext,
	reschedulePost,
} from "@/lib/publishing/queue/commands-slot";
import { readQueuePage } from "@/lib/publishing/queue/views-page";
import { readPostPanel } from "@/lib/publishing/queue/views-panel";
import { quarantineActs, REASON } from "@/lib/publishing/testing/quarantine";
import {
	createStage,
	type Stage,
	stateOf,
} from "@/lib/publishing/testing/stage";

let stage: Stage;
beforeAll(async () => {
	stage = await createStage();
});
afterAll(() => stage.close());

let serial = 0;
/** Bytes that no other test uses. */
const picture = () => sha256(`picture ${++serial}`);
const reason = REASON;
const quarantine = (postId: string, by?: Ctx) =>
	quarantineActs(stage).quarantine(postId, by);
const lift = (postId: string, by?: Ctx) =>
	quarantineActs(stage).lift(postId, by);
const actionsOn = async (subjectId: string) =>
	(await listAudit(stage.operator, { subjectId, limit: 20 })).map(
		({ action }) => action,
	);

describe("quarantine", () => {
	test("stops every unsent post with these bytes, on all accounts, each with its event", async () => {
		const mediaSha256 = picture();
		const here = await stage.connected();
		const there = await stage.connected();
		const first = await stage.post(here.id, { mediaSha256, inMs: HOUR });
		const second = await stage.post(there.id, { mediaSha256, inMs: HOUR });
		await holdPost(stage.operator, { postId: second, reason: "wait" });
		const other = await stage.post(here.id, {
			mediaSha256: picture(),
			inMs: 2 * HOUR,
		});

		const done = await quarantine(first);
		expect(done).toMatchObject({
			state: "quarantined",
			sha256s: [mediaSha256],
			inFlight: { posts: [], elsewhere: 0 },
			live: { posts: [], elsewhere: 0 },
		});
		expect(done.stopped.posts.map(({ postId }) => postId).sort()).toEqual(
			[first, second].sort(),
		);
		for (const postId of [first, second]) {
			expect(await stateOf(stage, postId)).toMatchObject({
				state: "quarantined",
				fault: `quarantined by Cleo Compliance: ${reason}`,
				heldWhy: [],
				leaseOwner: null,
			});
			const [event] = await listAudit(stage.operator, {
				subjectId: postId,
				limit: 1,
			});
			expect(event).toMatchObject({ action: "post.quarantine", reason });
		}
		expect(await actionsOn(mediaSha256)).toEqual(["asset.quarantine"]);
		expect(await stateOf(stage, other)).toMatchObject({ state: "queued" });
	});

	test("names no title on an account that the actor does not see", async () => {
		const mediaSha256 = picture();
		const mine = await stage.connected();
		const theirs = await stage.connected();
		const postId = await stage.post(mine.id, { mediaSha256, inMs: HOUR });
		const foreign = await stage.post(theirs.id, { mediaSha256, inMs: HOUR });
		const lead = await stage.person(["compliance"], { accountId: mine.id });
		const { title } = await stateOf(stage, foreign);

		const done = await quarantine(postId, lead);
		expect(done.stopped).toMatchObject({ posts: [{ postId }], elsewhere: 1 });
		expect(JSON.stringify(done)).not.toContain(title);
		expect(await stateOf(stage, foreign)).toMatchObject({
			state: "quarantined",
		});
		// Lifting keeps its scope.
		const panel = await readPostPanel(lead, postId);
		expect(panel.acts.liftQuarantine).toMatch(/another account/);
		await expect(lift(postId, lead)).rejects.toMatchObject({
			code: "forbidden",
		});
		await lift(postId);
	});

	test("takes compliance on the post's account, and no fresh sign-in", async () => {
		const mine = await stage.connected();
		const theirs = await stage.connected();
		const postId = await stage.post(mine.id, { mediaSha256: picture() });
		const elsewhere = await stage.person(["compliance"], {
			accountId: theirs.id,
		});
		for (const who of [stage.operator, stage.ownerRole, elsewhere])
			await expect(quarantine(postId, who)).rejects.toMatchObject({
				code: "forbidden",
			});
		await expect(
			quarantine(postId, stage.service("cli")),
		).rejects.toMatchObject({ code: "forbidden" });
		await stage.pass(HOUR);
		expect(await quarantine(postId)).toMatchObject({ state: "quarantined" });
	});

	test("twice is a conflict, at once as well, and the database keeps one", async () => {
		const mediaSha256 = picture();
		const account = await stage.connected();
		const postId = await stage.post(account.id, { mediaSha256, inMs: HOUR });
		const both = await Promise.allSettled([
			quarantine(postId),
			quarantine(postId),
		]);
		expect(both.map(({ status }) => status).sort()).toEqual([
			"fulfilled",
			"rejected",
		]);
		await expect(quarantine(postId)).rejects.toMatchObject({
			code: "conflict",
			message: `this picture is quarantined already, by Cleo Compliance: ${reason}`,
		});
		const setAt = await stage.now();
		await expect(
			stage.db.quarantine.create({
				data: {
					id: crypto.randomUUID(),
					sha256: mediaSha256,
					reason,
					setBy: "x",
					setByName: "x",
					setAt,
				},
			}),
		).rejects.toMatchObject({ code: "P2002" });
		expect(
			await stage.db.quarantine.count({ where: { sha256: mediaSha256 } }),
		).toBe(1);
	});
});

describe("a quarantined post", () => {
	test("refuses every act with the reason, and shows it", async () => {
		const account = await stage.connected();
		const postId = await stage.post(account.id, {
			mediaSha256: picture(),
			inMs: HOUR,
		});
		await quarantine(postId);
		const operator = await stage.fresh(stage.operator);
		const slotAt = new Date((await stage.now()).getTime() + 2 * HOUR);
		const acts = [
			() => approvePost(operator, { postId }),
			() => rejectPost(operator, { postId, reason }),
			() => holdPost(operator, { postId, reason }),
			() => releasePost(operator, { postId }),
			() => reschedulePost(operator, { postId, slotAt }),
			() => publishNext(operator, { postId }),
		];
		for (const act of acts)
			await expect(act()).rejects.toMatchObject({
				code: "refused",
				message: expect.stringContaining(
					`its picture is quarantined by Cleo Compliance: ${reason}`,
				),
			});
		const panel = await readPostPanel(operator, postId);
		expect(panel.quarantine).toMatchObject({
			byName: "Cleo Compliance",
			reason,
		});
		expect(panel.acts.quarantine).toMatch(/takes the role compliance/);
		expect(panel.acts.approve).toMatch(/compliance must lift that first/);
		const lead = await readPostPanel(stage.compliance, postId);
		expect(lead.acts).toMatchObject({
			quarantine: `its picture is quarantined by Cleo Compliance: ${reason}`,
			liftQuarantine: null,
		});
		const room = await readQueuePage(operator, account.id);
		expect(room.rows).toMatchObject([
			{ state: "quarantined", quarantine: { reason } },
		]);
	});

	test("made again from the same bytes starts quarantined, and no policy approves it", async () => {
		const mediaSha256 = picture();
		const account = await stage.connected();
		await quarantineActs(stage).switchAutoCleanOn(account.id);
		const first = await stage.post(account.id, {
			mediaSha256,
			approved: false,
			inMs: HOUR,
		});
		await quarantine(first);
		const again = await stage.post(account.id, {
			mediaSha256,
			approved: false,
			inMs: 2 * HOUR,
		});
		expect(await stateOf(stage, again)).toMatchObject({
			state: "quarantined",
			fault: `quarantined by Cleo Compliance: ${reason}`,
		});
		expect(await actionsOn(again)).toEqual(["post.enqueue"]);
		expect(await stage.db.approval.count({ where: { postId: again } })).toBe(0);
	});
});

test("an edit neither frees a quarantined post nor brings a quarantined picture in", async () => {
	const [bad, good] = [picture(), picture()];
	const account = await stage.connected();
	const soon = { approved: false, inMs: HOUR };
	const stopped = await stage.post(account.id, { ...soon, mediaSha256: bad });
	const clean = await stage.post(account.id, {
		...soon,
		inMs: 2 * HOUR,
		mediaSha256: good,
	});
	await quarantine(stopped);
	const edit = async (postId: string, sha: string) =>
		saveEdit(stage.operator, {
			postId,
			version: (await stateOf(stage, postId)).version,
			title: "Better",
			caption: "Better words",
			altText: "A loaf",
			picture: {},
			image: { sha256: sha, bytes: 10, modelId: "builtin/render@1" },
			verdict: {
				kind: "pass",
				policyVersion: "rules@1",
				notes: [],
				inputHash: sha256("words"),
			},
		});
	const refused = {
		code: "refused",
		message: expect.stringContaining("quarantined by Cleo Compliance"),
	};
	await expect(edit(stopped, picture())).rejects.toMatchObject(refused);
	await expect(edit(clean, bad)).rejects.toMatchObject(refused);
	expect(await stateOf(stage, clean)).toMatchObject({ mediaSha256: [good] });
	expect(await edit(clean, picture())).toMatchObject({ state: "queued" });
});
