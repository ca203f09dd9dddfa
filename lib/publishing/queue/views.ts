import { refuseCalls } from "@/lib/accounts/calls";
import { type Ctx, demandRead } from "@/lib/command";
import { appNow } from "@/lib/db/clock";
import type { ApprovalView } from "@/lib/publishing/approval/model";
import { viewApproval, viewQuarantine } from "@/lib/publishing/approval/status";
import {
	type ApprovalRecords,
	readApprovalStatuses,
} from "@/lib/publishing/approval/store";
import {
	type Flags,
	type HeldWhy,
	isWaiting,
	type PostState,
} from "@/lib/publishing/post/model";
import { describeFindings } from "@/lib/publishing/post/model-moderation";
import type { PostOnAccount } from "@/lib/publishing/post/store";
import { listPosts } from "@/lib/publishing/post/store-list";
import type { QuarantineView } from "@/lib/publishing/quarantine/model";

export type PostView = {
	id: string;
	accountId: string;
	handle: string;
	timeZone: string;
	runId: string | null;
	state: PostState;
	version: number;
	slotAt: string;
	expiresAt: string;
	title: string;
	caption: string;
	altText: string;
	flags: Flags;
	mediaSha256: readonly string[];
	templateVersion: string;
	topic: string;
	digest: string;
	policyVersion: string;
	moderation: "pass" | "hold";
	/** What moderation found where its hold stands: a person's approval overrules it. */
	moderationHold: string | null;
	heldWhy: readonly HeldWhy[];
	/** Why a queued post waits though its time has come: a paused account, a stopped one, a later attempt. */
	waitsFor: string | null;
	fault: string | null;
	tries: number;
	nextAttemptAt: string | null;
	mediaId: string | null;
	permalink: string | null;
	finishedAt: string | null;
	createdAt: string;
	recovery: boolean;
	approval: ApprovalView;
	/** The quarantine that stands on its picture, whatever became of the post. */
	quarantine: QuarantineView | null;
};

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

function waitsFor(post: PostOnAccount, now: Date): string | null {
	if (!isWaiting(post.state)) return null;
	const { account, nextAttemptAt } = post;
	const refusal = refuseCalls(account, now);
	if (refusal) return refusal;
	if (nextAttemptAt && nextAttemptAt > now)
		return `the next attempt is at ${nextAttemptAt.toISOString()}`;
	return null;
}

const moderationHoldOf = (post: PostOnAccount): string | null =>
	post.state === "held" && post.heldWhy.some((why) => why.kind === "moderation")
		? describeFindings(post.moderationNotes)
		: null;

export function toPostView(
	post: PostOnAccount,
	standing: ApprovalRecords,
	now: Date,
): PostView {
	return {
		id: post.id,
		accountId: post.accountId,
		handle: post.account.handle,
		timeZone: post.account.timeZone,
		runId: post.runId,
		state: post.state,
		version: post.version,
		slotAt: post.slotAt.toISOString(),
		expiresAt: post.expiresAt.toISOString(),
		title: post.title,
		caption: post.caption,
		altText: post.altText,
		flags: post.flags,
		mediaSha256: post.mediaSha256,
		templateVersion: post.templateVersion,
		topic: post.topic,
		digest: post.digest,
		policyVersion: post.policyVersion,
		moderation: post.moderation,
		moderationHold: moderationHoldOf(post),
		heldWhy: post.heldWhy,
		waitsFor: waitsFor(post, now),
		fault: post.fault,
		tries: post.tries,
		nextAttemptAt: iso(post.nextAttemptAt),
		mediaId: post.mediaId,
		permalink: post.permalink,
		finishedAt: iso(post.finishedAt),
		createdAt: post.createdAt.toISOString(),
		recovery: post.recovery,
		approval: viewApproval(post, standing, now),
		quarantine: viewQuarantine(standing.duty.quarantine),
	};
}

/** The posts of an account by slot, in `[from, to)`. */
export async function listQueue(
	ctx: Ctx,
	where: { accountId: string; from: Date; to: Date },
): Promise<PostView[]> {
	const { accountId } = where;
	demandRead(ctx, { account: accountId });
	const now = await appNow(ctx.db);
	const posts = await listPosts(ctx.db, accountId, where);
	const standingOf = await readApprovalStatuses(ctx.db, accountId, posts);
	return posts.map((post) => toPostView(post, standingOf(post.id), now));
}
