import { z } from "zod";
import type { AuditAction } from "@/lib/audit/actions";
import type { AuditEvent } from "@/lib/audit/event";
import { type CommandContext, command } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { addMs, DAY, MINUTE } from "@/lib/core/time";
import { renewApproval } from "@/lib/publishing/approval/commands";
import { wasTriedLive } from "@/lib/publishing/attempts/store-reads";
import {
	describePost,
	type PostState,
	SLOT_STATES,
	SLOT_TOLERANCE_MS,
} from "@/lib/publishing/post/model";
import { sealPost } from "@/lib/publishing/post/payload";
import { scopeOfPost } from "@/lib/publishing/post/scope";
import {
	lockPost,
	movePost,
	NO_JSON,
	type PostChanges,
	type PostOnAccount,
	takenSlots,
} from "@/lib/publishing/post/store";
import { demandNoQuarantine } from "@/lib/publishing/quarantine/check";
import { AGAIN } from "./acts";
import { refuseSlot, SLOT_REFUSALS } from "./slot-change";

const COUNTED = [...SLOT_STATES, "published"] as const;

async function demandFreeSlot(
	{ tx, now }: CommandContext,
	post: PostOnAccount,
	slotAt: Date,
): Promise<void> {
	const span = { from: addMs(slotAt, -DAY), to: addMs(slotAt, MINUTE) };
	const taken = await takenSlots(tx, post.accountId, {
		...span,
		states: COUNTED,
	});
	const others = taken.filter(({ postId }) => postId !== post.id);
	const why = refuseSlot(
		slotAt,
		others.map((other) => other.slotAt),
		now,
	);
	if (!why) return;
	const code = why === "taken" ? "conflict" : "refused";
	throw new AppError(code, SLOT_REFUSALS[why], { slotAt });
}

type Move = {
	post: PostOnAccount;
	slotAt: Date;
	to: PostState;
	action: AuditAction;
	changes?: Omit<PostChanges, "state">;
};

/** Moves a post to another slot: its digest changes, so an approval is stale, and a container is forgotten. */
async function moveToSlot(context: CommandContext, move: Move) {
	const { post, slotAt, to } = move;
	await demandFreeSlot(context, post, slotAt);
	const { digest } = sealPost({ ...post, slotAt }, post.account);
	await movePost(context.tx, post, {
		to,
		...move.changes,
		slotAt,
		expiresAt: addMs(slotAt, SLOT_TOLERANCE_MS),
		digest,
		containerId: null,
		containerAt: null,
		nextAttemptAt: null,
	});
	const audit: AuditEvent = {
		action: move.action,
		subject: { type: "post", id: post.id },
		accountId: post.accountId,
		before: { state: post.state, slotAt: post.slotAt, digest: post.digest },
		after: { state: to, slotAt, digest },
	};
	const value = { postId: post.id, state: to, slotAt: slotAt.toISOString() };
	const moved = { ...post, slotAt, digest };
	return { value, moved, audit: [audit] as const };
}

const NewSlot = z.object({ postId: z.uuid(), slotAt: z.coerce.date() });

/** Gives a queued or held post another slot. Throws `refused` for the past, `conflict` for a taken slot. */
export const reschedulePost = command({
	permission: "post:edit",
	input: NewSlot,
	scope: scopeOfPost,
	run: async (context, { postId, slotAt }) => {
		const post = await lockPost(context.tx, postId);
		await demandNoQuarantine(context.tx, post);
		if (post.state !== "queued" && post.state !== "held")
			throw new AppError(
				"conflict",
				`${describePost(post.state)} cannot be rescheduled`,
			);
		const to = post.state;
		return moveToSlot(context, { post, slotAt, to, action: "post.reschedule" });
	},
});

const FRESH = {
	fault: null,
	finishedAt: null,
	tries: 0,
	heldWhy: NO_JSON,
} as const;

/** Lost on its way out: what makes up for it is a recovery post. One that was left to expire untried is not. */
const isLost = async ({ tx }: CommandContext, { id, state }: PostOnAccount) =>
	state === "failed" || (state === "expired" && (await wasTriedLive(tx, id)));

/**
 * Gives a simulated, failed, expired or quarantined post a new slot; it needs a new approval.
 * Throws `refused` while its picture is quarantined.
 */
export const requeuePost = command({
	permission: "post:edit",
	input: NewSlot,
	scope: scopeOfPost,
	run: async (context, { postId, slotAt }) => {
		const post = await lockPost(context.tx, postId);
		await demandNoQuarantine(context.tx, { ...post, state: "queued" });
		if (!AGAIN.includes(post.state))
			throw new AppError(
				"conflict",
				`${describePost(post.state)} cannot be requeued`,
			);
		// A lost live post that is made up for: the error budget does not stop it.
		const recovery = post.recovery || (await isLost(context, post));
		return moveToSlot(context, {
			post,
			slotAt,
			to: "queued",
			action: "post.requeue",
			changes: { ...FRESH, recovery },
		});
	},
});

/**
 * Makes a queued post due now. Its slot changes: an approved post stays approved only if the one who
 * does this may approve it, and then it is their approval; else it needs a new one.
 */
export const publishNext = command({
	permission: "post:edit",
	input: z.object({ postId: z.uuid() }),
	scope: scopeOfPost,
	run: async (context, { postId }) => {
		const post = await lockPost(context.tx, postId);
		await demandNoQuarantine(context.tx, post);
		if (post.state !== "queued")
			throw new AppError(
				"conflict",
				`${describePost(post.state)} is not queued`,
			);
		const { value, moved, audit } = await moveToSlot(context, {
			post,
			slotAt: context.now,
			to: "queued",
			action: "post.publish-next",
		});
		const renewal = await renewApproval(context, post, moved);
		return {
			value: { ...value, approved: renewal !== null },
			audit: renewal ? [...audit, renewal] : audit,
		};
	},
});
