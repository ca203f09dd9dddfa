import { localDay } from "@/lib/core/time";
import type { OutputDay } from "@/lib/insights/model";

type Ended = { postId: string; outcome: string; finishedAt: string };

/** How many posts went live and how many were rehearsed on each of these local days; a post counts once a day. */
export function outputByDay(
	days: readonly string[],
	attempts: readonly Ended[],
	zone: string,
): OutputDay[] {
	const posts = (day: string, outcome: string): number =>
		new Set(
			attempts
				.filter(
					(one) =>
						one.outcome === outcome &&
						localDay(new Date(one.finishedAt), zone) === day,
				)
				.map(({ postId }) => postId),
		).size;
	return days.map((day) => ({
		day,
		live: posts(day, "published"),
		rehearsed: posts(day, "simulated"),
	}));
}
