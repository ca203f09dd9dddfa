import { slotsBetween } from "@/lib/accounts/slots";
import { readHeadroom } from "@/lib/accounts/usage";
import { findAccount } from "@/lib/accounts/views";
import { personIdOf } from "@/lib/auth/actor";
import { whyNot } from "@/lib/auth/who-may";
import { type Ctx, demandRead } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { addMs, DAY } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import {
	describeApprovalRefusal,
	refuseHold,
	refuseReject,
} from "@/lib/publishing/approval/decide";
import {
	type ApprovalRecords,
	readApprovalStatuses,
} from "@/lib/publishing/approval/store";
import type { PostOnAccount } from "@/lib/publishing/post/store";
import { listPosts } from "@/lib/publishing/post/store-list";
import type { QueuePageView, QueueRow } from "./model";
import { toPostView } from "./views";

/** How far the queue's page looks back and ahead. */
const BEHIND_MS = 7 * DAY;
const AHEAD_MS = 8 * DAY;

type Reader = {
	personId: string | null;
	decide: string | null;
	edit: string | null;
};

function refuseInRow(
	post: PostOnAccount,
	{ rows, duty }: ApprovalRecords,
	{ reader, now }: { reader: Reader; now: Date },
): string | null {
	if (reader.decide) return reader.decide;
	if (!reader.personId) return "only a person may approve";
	const { personId } = reader;
	const facts = { post, seenDigest: undefined, personId, duty, rows };
	return describeApprovalRefusal(facts, now);
}

function toRow(
	post: PostOnAccount,
	standing: ApprovalRecords,
	at: { reader: Reader; now: Date },
): QueueRow {
	const view = toPostView(post, standing, at.now);
	const { state } = post;
	const { quarantine } = standing.duty;
	return {
		id: view.id,
		state: view.state,
		slotAt: view.slotAt,
		title: view.title,
		topic: view.topic,
		templateVersion: view.templateVersion,
		digest: view.digest,
		moderation: view.moderation,
		moderationHold: view.moderationHold,
		imageSha256: view.mediaSha256[0] ?? null,
		heldWhy: view.heldWhy.map(({ sentence }) => sentence),
		waitsFor: view.waitsFor,
		fault: view.fault,
		permalink: view.permalink,
		approval: view.approval,
		approveRefusal: refuseInRow(post, standing, at),
		rejectRefusal: at.reader.decide ?? refuseReject({ state, quarantine }),
		holdRefusal: at.reader.edit ?? refuseHold({ state, quarantine }),
		quarantine: view.quarantine,
	};
}

/** The queue of one account: its posts of the last 7 days and the next 8, its plan, its headroom. */
export async function readQueuePage(
	ctx: Ctx,
	accountId: string,
): Promise<QueuePageView> {
	demandRead(ctx, { account: accountId });
	const account = await findAccount(ctx, accountId);
	if (!account) throw new AppError("not_found", "there is no such account");
	const now = await appNow(ctx.db);
	const span = { from: addMs(now, -BEHIND_MS), to: addMs(now, AHEAD_MS) };
	const posts = await listPosts(ctx.db, accountId, span);
	const standingOf = await readApprovalStatuses(ctx.db, accountId, posts);
	const scope = { account: accountId };
	const decide = whyNot(ctx.actor, "post:decide", scope);
	const edit = whyNot(ctx.actor, "post:edit", scope);
	const reader = { personId: personIdOf(ctx.actor), decide, edit };
	const { slots, timeZone } = account;
	return {
		accountId,
		handle: account.handle,
		zone: timeZone,
		policy: account.policy,
		paused: account.state === "paused",
		breaker: account.breaker,
		rows: posts.map((post) =>
			toRow(post, standingOf(post.id), { reader, now }),
		),
		planned: slotsBetween(slots, timeZone, now, span.to).map((at) =>
			at.toISOString(),
		),
		headroom: await readHeadroom(ctx, accountId),
		editRefusal: edit,
		decideRefusal: decide,
		refillRefusal: whyNot(ctx.actor, "run:start", scope),
		observedAt: now.toISOString(),
	};
}
