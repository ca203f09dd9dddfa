import { z } from "zod";
import type { AuditEvent } from "@/lib/audit/event";
import { can, personIdOf } from "@/lib/auth/actor";
import {
	type CommandContext,
	command,
	demandFreshness,
	demandPerson,
	type Outcome,
} from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { NO_LEASE } from "@/lib/core/lease";
import { Reason } from "@/lib/core/reason";
import { limit } from "@/lib/people/throttle/tries";
import { answeredByApproval } from "@/lib/publishing/post/held-reasons";
import { describePost, isUnsent, Sha256 } from "@/lib/publishing/post/model";
import { sealPost } from "@/lib/publishing/post/payload";
import { scopeOfPost } from "@/lib/publishing/post/scope";
import {
	lockPost,
	movePost,
	NO_JSON,
	type PostOnAccount,
} from "@/lib/publishing/post/store";
import { demandNoQuarantine } from "@/lib/publishing/quarantine/check";
import {
	approvalFacts,
	approvalValidUntil,
	describeApprovalRefusal,
} from "./decide";
import { insertApproval, listApprovals, readApprovalContext } from "./store";

export const approverOf = (context: CommandContext) => ({
	id: demandPerson(context),
	name: context.actor.name,
});

export type Approved = {
	kind: "approved";
	postId: string;
	state: "queued" | "held";
};
export const Seen = z.object({
	postId: z.uuid(),
	/** The digest the approver looked at; without it the post is approved as it stands. */
	digest: Sha256.optional(),
});

/** Why this person may not approve this post as it stands, as a sentence, or null. */
export async function approvalRefusal(
	{ tx, now }: Pick<CommandContext, "tx" | "now">,
	post: PostOnAccount,
	by: { personId: string; digest?: string | undefined },
): Promise<string | null> {
	const rows = await listApprovals(tx, post.id);
	const duty = await readApprovalContext(tx, post, rows);
	const { personId, digest: seenDigest } = by;
	return describeApprovalRefusal(
		{ post, seenDigest, personId, duty, rows },
		now,
	);
}

type Judgement = { id: string; name: string; rejects?: string };

/** Keeps what a person decided about exactly this content in exactly this slot; `rejects` is why they do not want it. */
async function record(
	{ tx, now }: CommandContext,
	post: PostOnAccount,
	{ id, name, rejects }: Judgement,
): Promise<string> {
	const { payload, digest } = sealPost(post, post.account);
	await insertApproval(tx, {
		postId: post.id,
		verdict: rejects === undefined ? "approved" : "rejected",
		kind: "human",
		decidedBy: id,
		decidedByName: name,
		decidedAt: now,
		digest,
		payload,
		policyVersion: post.policyVersion,
		validUntil: approvalValidUntil(post.slotAt),
		reason: rejects ?? null,
	});
	return digest;
}

/** A post that only waited for its approval is queued again. */
export async function approve(
	context: CommandContext,
	post: PostOnAccount,
	person: { id: string; name: string },
): Promise<{ value: Approved; audit: AuditEvent }> {
	const digest = await record(context, post, person);
	const freed = post.state === "held" && answeredByApproval(post.heldWhy);
	if (freed)
		await movePost(context.tx, post, { to: "queued", heldWhy: NO_JSON });
	const state = freed || post.state === "queued" ? "queued" : "held";
	return {
		value: { kind: "approved", postId: post.id, state },
		audit: approvedEvent(post, { digest, by: "human", state }),
	};
}

const approvedEvent = (post: PostOnAccount, after: unknown): AuditEvent => ({
	action: "post.approve",
	subject: { type: "post", id: post.id },
	accountId: post.accountId,
	after,
});

/**
 * Whoever moves an approved post, and may approve it, approves it anew for its new slot by the same act:
 * an approval never outlives its slot by itself (R5). Null where it was not approved, or is not theirs to approve.
 */
export async function renewApproval(
	context: CommandContext,
	before: PostOnAccount,
	moved: PostOnAccount,
): Promise<AuditEvent | null> {
	const { tx, actor, now } = context;
	const personId = personIdOf(actor);
	const here = { account: before.accountId };
	if (!personId || !can(actor, "post:decide", here)) return null;
	const rows = await listApprovals(tx, before.id);
	const duty = await readApprovalContext(tx, before, rows);
	const standing = approvalFacts(rows, duty);
	const { digest } = sealPost(before, before.account);
	const valid =
		standing.kind === "approved" &&
		standing.by === "human" &&
		standing.digest === digest &&
		standing.approverEntitled &&
		now < standing.validUntil;
	if (!valid || duty.editors.includes(personId)) return null;
	demandFreshness(context, "post:decide");
	const person = { id: personId, name: actor.name };
	const renewed = await record(context, moved, person);
	return approvedEvent(moved, { digest: renewed, by: "human", renewed: true });
}

/** Approves a post exactly as it stands (R5). Throws `refused` for its editors (R4), `conflict` when it changed since it was seen. */
export const approvePost = command({
	permission: "post:decide",
	before: limit("approval"),
	input: Seen,
	scope: scopeOfPost,
	run: async (context, input): Promise<Outcome<Approved>> => {
		const person = approverOf(context);
		const post = await lockPost(context.tx, input.postId);
		const why = await approvalRefusal(context, post, {
			personId: person.id,
			digest: input.digest,
		});
		if (why) throw new AppError("refused", why);
		const { value, audit } = await approve(context, post, person);
		return { value, audit: [audit] };
	},
});

/** Rejects an unsent post: the reason is kept and the post is cancelled. */
export const rejectPost = command({
	permission: "post:decide",
	input: z.object({ postId: z.uuid(), reason: Reason }),
	scope: scopeOfPost,
	run: async (context, { postId, reason }) => {
		const { tx, now } = context;
		const person = approverOf(context);
		const post = await lockPost(tx, postId);
		if (post.state === "quarantined") await demandNoQuarantine(tx, post);
		if (!isUnsent(post.state))
			throw new AppError(
				"conflict",
				`${describePost(post.state)} cannot be rejected`,
			);
		const digest = await record(context, post, { ...person, rejects: reason });
		await movePost(tx, post, {
			to: "cancelled",
			fault: `rejected: ${reason}`,
			finishedAt: now,
			...NO_LEASE,
		});
		return {
			value: { postId, state: "cancelled" as const },
			audit: [
				{
					action: "post.reject",
					subject: { type: "post", id: postId },
					accountId: post.accountId,
					reason,
					before: { state: post.state },
					after: { state: "cancelled", digest },
				},
			],
		};
	},
});
