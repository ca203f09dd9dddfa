import { formatInstant } from "@/components/ui/time/format-time";
import type { PostState } from "@/lib/publishing/post/model";
import type { QueueRow } from "@/lib/publishing/queue/model";

/** A slot of the plan, a post, or both at once. */
export type Entry = {
	at: string;
	row: QueueRow | null;
	/** Is it part of the plan, or a post at a time of its own? */
	planned: boolean;
};

/** These leave their slot empty. */
const LEFT: readonly PostState[] = [
	"failed",
	"expired",
	"cancelled",
	"quarantined",
];

/** What is planned in [from, to), slots and posts in order of time. */
export function entriesBetween(
	view: { rows: readonly QueueRow[]; planned: readonly string[] },
	span: { fromMs: number; toMs: number },
): Entry[] {
	const within = (iso: string) => {
		const ms = Date.parse(iso);
		return ms >= span.fromMs && ms < span.toMs;
	};
	const slots = new Set(view.planned.filter(within));
	const posts = view.rows.filter(
		({ slotAt, state }) => within(slotAt) && !LEFT.includes(state),
	);
	const taken = new Set(posts.map(({ slotAt }) => slotAt));
	const entries: Entry[] = [
		...posts.map((row) => ({
			at: row.slotAt,
			row,
			planned: slots.has(row.slotAt),
		})),
		...[...slots]
			.filter((at) => !taken.has(at))
			.map((at) => ({ at, row: null, planned: true })),
	];
	return entries.sort((a, b) => a.at.localeCompare(b.at));
}

export type Day = { day: string; entries: Entry[] };

/** The same by local day, in order. */
export function byDay(entries: readonly Entry[], zone: string): Day[] {
	const days: Day[] = [];
	for (const entry of entries) {
		const day = formatInstant(entry.at, zone, "weekday");
		const last = days.at(-1);
		if (last?.day === day) last.entries.push(entry);
		else days.push({ day, entries: [entry] });
	}
	return days;
}
