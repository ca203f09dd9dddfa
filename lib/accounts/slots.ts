import { addDays, addMs, DAY, instantAt, localDay } from "@/lib/core/time";
import { SLOT_LEAD_MS } from "./model";

/**
 * The instants of the daily local `slots` in [from, to), in order. A local time that a DST gap
 * swallows moves forward by the gap, one that occurs twice is the earlier, duplicates collapse.
 */
export function slotsBetween(
	slots: readonly string[],
	zone: string,
	from: Date,
	to: Date,
): Date[] {
	const instants = new Set<number>();
	// A gap can move a late slot over midnight, hence the day before.
	const last = addDays(localDay(to, zone), 1);
	let day = addDays(localDay(from, zone), -1);
	for (; day < last; day = addDays(day, 1)) {
		for (const slot of slots) {
			const at = instantAt(day, slot, zone).getTime();
			if (at >= from.getTime() && at < to.getTime()) instants.add(at);
		}
	}
	return [...instants].sort((a, b) => a - b).map((at) => new Date(at));
}

export type FreeSlotQuery = {
	slots: readonly string[];
	zone: string;
	/** Instants that posts already hold. */
	taken: readonly Date[];
	now: Date;
	horizonDays: number;
};

/** The first slot more than `SLOT_LEAD_MS` ahead that nobody holds, or null within the horizon. */
export function nextFreeSlot(query: FreeSlotQuery): Date | null {
	const { slots, zone, now, horizonDays } = query;
	const taken = new Set(query.taken.map((at) => at.getTime()));
	const earliest = addMs(now, SLOT_LEAD_MS + 1);
	const latest = addMs(now, horizonDays * DAY);
	const free = slotsBetween(slots, zone, earliest, latest).find(
		(at) => !taken.has(at.getTime()),
	);
	return free ?? null;
}
