import { SLOT_LEAD_MS } from "@/lib/accounts/model";
import { can, personIdOf } from "@/lib/auth/actor";
import { whyNot } from "@/lib/auth/who-may";
import { type Ctx, demandRead } from "@/lib/command";
import { addMs, DAY } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import {
	type Explanation,
	explainGate,
} from "@/lib/governance/panel/views-mode";
import { approvalRefusal } from "@/lib/publishing/approval/commands";
import {
	type LocalSlot,
	slotFromLocal,
} from "@/lib/publishing/post/local-slot";
import { loadPost } from "@/lib/publishing/post/store";
import { readPostFacts } from "@/lib/publishing/publish/gate-facts";
import { readQuarantine } from "@/lib/publishing/quarantine/check";
import { listPostsCarrying } from "@/lib/publishing/quarantine/store";
import { postActs } from "./acts";
import type { PostActs } from "./model";
import { queueCoverage } from "./views-coverage";
import { type PostDetail, readPost } from "./views-post";

export type PostPanel = PostDetail & {
	/** What the gate would answer if the post's slot came this moment. */
	explanation: Explanation;
	acts: PostActs;
	/** For a post that may be requeued, the next slot of the plan that is free; null while none is for two weeks. */
	freeSlotAt: string | null;
	observedAt: string;
};

/** Everything about one post, and what the reader may do about it. Throws `not_found`, `forbidden`. */
export async function readPostPanel(ctx: Ctx, id: string): Promise<PostPanel> {
	const detail = await readPost(ctx, id);
	const post = await loadPost(ctx.db, id);
	const now = await appNow(ctx.db);
	const facts = await readPostFacts(ctx.db, post);
	const scope = { account: post.accountId };
	const personId = personIdOf(ctx.actor);
	const { approval } = detail;
	const quarantine = await readQuarantine(ctx.db, post.mediaSha256);
	const acts = postActs(
		{
			state: post.state,
			expiresAt: post.expiresAt,
			moderation: post.moderation,
			approvedByPerson: approval.by === "human" && approval.fault === null,
			quarantine,
			hasMedia: post.mediaSha256.length > 0,
		},
		{
			edit: whyNot(ctx.actor, "post:edit", scope),
			decide: whyNot(ctx.actor, "post:decide", scope),
			approve: personId
				? await approvalRefusal({ tx: ctx.db, now }, post, { personId })
				: "only a person may approve",
			quarantine: whyNot(ctx.actor, "quarantine:set", scope),
			lift: await whyNotLift(ctx, post),
		},
		now,
	);
	return {
		...detail,
		explanation: await explainGate(ctx, {
			accountId: post.accountId,
			post: { ...facts, slotAt: now },
		}),
		acts,
		freeSlotAt: acts.requeue ? null : await freeSlot(ctx, post.accountId, now),
		observedAt: now.toISOString(),
	};
}

async function freeSlot(ctx: Ctx, accountId: string, now: Date) {
	const from = addMs(now, SLOT_LEAD_MS);
	const to = addMs(from, 14 * DAY);
	const [first] = (await queueCoverage(ctx, accountId, { from, to })).empty;
	return first ?? null;
}

/** Lifting keeps its scope: it takes the role on every account that uses the picture. */
async function whyNotLift(
	{ actor, db }: Ctx,
	post: { accountId: string; mediaSha256: readonly string[] },
): Promise<string | null> {
	const here = whyNot(actor, "quarantine:lift", { account: post.accountId });
	if (here) return here;
	const carrying = await listPostsCarrying(db, post.mediaSha256);
	return carrying.every(({ accountId: account }) =>
		can(actor, "quarantine:lift", { account }),
	)
		? null
		: "another account uses this picture, and your role does not reach it";
}

/** The instant of a slot that a person wrote in the post's own zone. Throws `bad_input` for a time that does not exist. */
export async function readLocalSlot(
	ctx: Ctx,
	postId: string,
	local: LocalSlot,
): Promise<Date> {
	const post = await loadPost(ctx.db, postId);
	demandRead(ctx, { account: post.accountId });
	return slotFromLocal(local, post.account.timeZone);
}
