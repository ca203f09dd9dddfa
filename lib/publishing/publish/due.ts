import { addMs } from "@/lib/core/time";
import type { Db } from "@/lib/db/client";
import { listClaimable } from "@/lib/publishing/post/store-list";

export type DuePost = { id: string; accountId: string; dueAt: Date };

/**
 * The posts that a worker may take within the next `leadMs`, in order of slot: a job is queued for each, and
 * waits for `dueAt`; the claim itself refuses to be early. Posts of paused accounts and behind open breakers are
 * not listed: they wait, and expire 6 h after their slot.
 */
export const listDuePosts = (
	db: Db,
	now: Date,
	leadMs: number,
): Promise<DuePost[]> => listClaimable(db, now, addMs(now, leadMs));
