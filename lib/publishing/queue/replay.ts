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
