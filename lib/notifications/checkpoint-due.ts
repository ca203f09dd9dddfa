import type { CheckpointHistory } from "@/lib/audit/checkpoints/views";
import { HOUR, MINUTE } from "@/lib/core/time";

/** An hourly duty comes a little early now and then. */
const DUE_MS = HOUR - 5 * MINUTE;

/**
 * Is a checkpoint due? One an hour; at once where the directory has none that is fresh, unless the
 * last try has just failed.
 * @param newestAt of the newest checkpoint in the directory
 */
export function isCheckpointDue(
	history: Pick<CheckpointHistory, "triedAt" | "fault">,
	newestAt: Date | null,
	now: Date,
): boolean {
	const isRecent = (at: Date | null): boolean =>
		at !== null && now.getTime() - at.getTime() < DUE_MS;
	if (!isRecent(history.triedAt)) return true;
	return history.fault === null && !isRecent(newestAt);
}
