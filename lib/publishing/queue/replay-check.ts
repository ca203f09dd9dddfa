import { addMs, MINUTE } from "@/lib/core/time";
import type { Db, Tx } from "@/lib/db/client";
import { SLOT_STATES } from "@/lib/publishing/post/model";
import { type PostOnAccount, takenSlots } from "@/lib/publishing/post/store";
import { readQuarantine } from "@/lib/publishing/quarantine/check";
import { refuseQuarantined } from "@/lib/publishing/quarantine/decide";

/** Why a post that failed with this class of error is not replayed, as a sentence; null means that it is. */
export async function findReplayRefusal(
	db: Db | Tx,
	{ post, errorClass }: { post: PostOnAccount; errorClass: string | null },
	now: Date,
): Promise<string | null> {
	if (post.state !== "failed") return "somebody else replayed it meanwhile";
	const quarantine = await readQuarantine(db, post.mediaSha256);
	const quarantined = refuseQuarantined(post, quarantine);
	if (quarantined) return quarantined;
	const { slotAt, expiresAt } = post;
	const others = await takenSlots(db, post.accountId, {
		from: slotAt,
		to: addMs(slotAt, MINUTE),
		states: SLOT_STATES,
	});
	const slotTaken = others.some(
		(other) => other.slotAt.getTime() === slotAt.getTime(),
	);
	return refuseReplay({ expiresAt, errorClass, slotTaken }, now);
}

export type ReplayFacts = {
	expiresAt: Date;
	/** Class of the error that ended it, when one did. */
	errorClass: string | null;
	slotTaken: boolean;
};

/** Why a failed post is not replayed, as a sentence; null means replay it with its slot and approval (R5). */
export function refuseReplay(facts: ReplayFacts, now: Date): string | null {
	if (now >= facts.expiresAt)
		return "its slot is more than 6 hours past: requeue it into a new one";
	if (facts.errorClass === "permanent")
		return "Instagram refused its content: requeue and edit it";
	return facts.slotTaken ? "another post holds its slot by now" : null;
}
