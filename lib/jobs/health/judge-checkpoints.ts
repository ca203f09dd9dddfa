import {
	CHECKPOINT_STALE_MS,
	type CheckpointHistory,
} from "@/lib/audit/checkpoints/views";
import { HOUR } from "@/lib/core/time";

/**
 * What is wrong with the checkpoints outside the database; none where no worker runs, which is told
 * of by itself.
 * @param workingSince since when a living worker could have made one; null when none is alive
 */
export function checkpointFaults(
	history: CheckpointHistory,
	workingSince: Date | null,
	now: Date,
): string[] {
	if (workingSince === null) return [];
	const { keptAt, fault } = history;
	if (fault !== null)
		return [`the last audit checkpoint could not be kept: ${fault}`];
	const ageMs = now.getTime() - (keptAt ?? workingSince).getTime();
	if (ageMs <= CHECKPOINT_STALE_MS) return [];
	return [`no audit checkpoint for ${Math.floor(ageMs / HOUR)} h`];
}
