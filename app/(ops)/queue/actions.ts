"use server";
import { withReceipt } from "@/lib/audit/receipt";
import { refillQueue } from "@/lib/pipeline/refill/refill";
import { approvePost, rejectPost } from "@/lib/publishing/approval/commands";
import {
	approvePosts,
	rejectPosts,
} from "@/lib/publishing/approval/commands-many";
import { editPost } from "@/lib/publishing/edit/edit";
import type { EditPost } from "@/lib/publishing/edit/model";
import { LocalSlot } from "@/lib/publishing/post/local-slot";
import {
	liftQuarantine,
	quarantinePost,
} from "@/lib/publishing/quarantine/commands";
import { holdPost, releasePost } from "@/lib/publishing/queue/commands-hold";
import { holdPosts } from "@/lib/publishing/queue/commands-hold-many";
import {
	publishNext,
	requeuePost,
	reschedulePost,
} from "@/lib/publishing/queue/commands-slot";
import { readLocalSlot } from "@/lib/publishing/queue/views-panel";
import { resolveUnknown } from "@/lib/publishing/reconcile/commands-resolve";
import { runAction } from "@/lib/web/action";
import { editDeps } from "./edit-deps";

type PostId = { postId: string };
type WithReason = PostId & { reason: string };
type WithSlot = PostId & { slot: { day: string; time: string } };

export async function approveAction(input: Parameters<typeof approvePost>[1]) {
	return runAction((ctx) => withReceipt(ctx, () => approvePost(ctx, input)));
}

export async function approveManyAction(
	input: Parameters<typeof approvePosts>[1],
) {
	return runAction((ctx) => withReceipt(ctx, () => approvePosts(ctx, input)));
}

export async function rejectAction(input: WithReason) {
	return runAction((ctx) => withReceipt(ctx, () => rejectPost(ctx, input)));
}

export async function rejectManyAction(
	input: Parameters<typeof rejectPosts>[1],
) {
	return runAction((ctx) => withReceipt(ctx, () => rejectPosts(ctx, input)));
}

export async function editAction(input: EditPost) {
	return runAction((ctx) =>
		withReceipt(ctx, () => editPost(ctx, input, editDeps())),
	);
}

export async function holdAction(input: WithReason) {
	return runAction((ctx) => withReceipt(ctx, () => holdPost(ctx, input)));
}

export async function holdManyAction(input: Parameters<typeof holdPosts>[1]) {
	return runAction((ctx) => withReceipt(ctx, () => holdPosts(ctx, input)));
}

export async function releaseAction(input: PostId) {
	return runAction((ctx) => withReceipt(ctx, () => releasePost(ctx, input)));
}

export async function rescheduleAction({ postId, slot }: WithSlot) {
	return runAction(async (ctx) => {
		const slotAt = await readLocalSlot(ctx, postId, LocalSlot.parse(slot));
		return withReceipt(ctx, () => reschedulePost(ctx, { postId, slotAt }));
	});
}

export async function requeueAction({ postId, slot }: WithSlot) {
	return runAction(async (ctx) => {
		const slotAt = await readLocalSlot(ctx, postId, LocalSlot.parse(slot));
		return withReceipt(ctx, () => requeuePost(ctx, { postId, slotAt }));
	});
}

export async function publishNextAction(input: PostId) {
	return runAction((ctx) => withReceipt(ctx, () => publishNext(ctx, input)));
}

/** A person says what became of a post in doubt. */
export async function resolveAction(
	input: Parameters<typeof resolveUnknown>[1],
) {
	return runAction((ctx) => withReceipt(ctx, () => resolveUnknown(ctx, input)));
}

/** Stops every unsent post that carries the picture; answers with what could not be stopped. */
export async function quarantineAction(input: WithReason) {
	return runAction((ctx) => withReceipt(ctx, () => quarantinePost(ctx, input)));
}

export async function liftQuarantineAction(input: WithReason) {
	return runAction((ctx) => withReceipt(ctx, () => liftQuarantine(ctx, input)));
}

/** Starts a run for every empty slot; workers fill them. */
export async function refillAction(input: Parameters<typeof refillQueue>[1]) {
	return runAction((ctx) => withReceipt(ctx, () => refillQueue(ctx, input)));
}
