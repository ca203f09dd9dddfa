"use server";
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
import { action } from "@/lib/web/action";
import { editDeps } from "./edit-deps";

type WithSlot = { postId: string; slot: { day: string; time: string } };

export const approveAction = action(approvePost);

export const approveManyAction = action(approvePosts);

export const rejectAction = action(rejectPost);

export const rejectManyAction = action(rejectPosts);

export const editAction = action((ctx, input: EditPost) =>
	editPost(ctx, input, editDeps()),
);

export const holdAction = action(holdPost);

export const holdManyAction = action(holdPosts);

export const releaseAction = action(releasePost);

export const rescheduleAction = action(
	async (ctx, { postId, slot }: WithSlot) => {
		const slotAt = await readLocalSlot(ctx, postId, LocalSlot.parse(slot));
		return reschedulePost(ctx, { postId, slotAt });
	},
);

export const requeueAction = action(async (ctx, { postId, slot }: WithSlot) => {
	const slotAt = await readLocalSlot(ctx, postId, LocalSlot.parse(slot));
	return requeuePost(ctx, { postId, slotAt });
});

export const publishNextAction = action(publishNext);

/** A person says what became of a post in doubt. */
export const resolveAction = action(resolveUnknown);

/** Stops every unsent post that carries the picture; answers with what could not be stopped. */
export const quarantineAction = action(quarantinePost);

export const liftQuarantineAction = action(liftQuarantine);

/** Starts a run for every empty slot; workers fill them. */
export const refillAction = action(refillQueue);
