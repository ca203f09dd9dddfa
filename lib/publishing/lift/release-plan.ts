import { addMs, laterOf, MINUTE } from "@/lib/core/time";
import type { Missed } from "./model";

export type HaltedPost = {
	id: string;
	accountId: string;
	slotAt: Date;
	/** From then on it may not go out: its slot is too long past, or its approval has ended (R5). */
	endsAt: Date;
};

export type ReleaseRule = {
	missed: Missed;
	spacingMinutes: number;
	/** Releases that an earlier lift planned and that are still to come, by account. */
	planned?: ReadonlyMap<string, readonly Date[]>;
};

export type ReleasePlan<P> = {
	/** Back to the queue, to be taken from `at` on. */
	released: { post: P; at: Date }[];
	skipped: P[];
	/** They stay held until a person decides. */
	waiting: { post: P; why: "asked" | "too_late" }[];
};

/**
 * What becomes of the posts that a lifted halt held: never a burst. Each account's go out one by one, the
 * earliest slot first, `spacingMinutes` apart; what would come too late for its approval waits for a person.
 * A slot that is still to come is not missed: such a post goes out at its slot, or after those before it.
 */
export function planRelease<P extends HaltedPost>(
	posts: readonly P[],
	rule: ReleaseRule,
	now: Date,
): ReleasePlan<P> {
	const plan: ReleasePlan<P> = { released: [], skipped: [], waiting: [] };
	const taken = new Map(
		[...(rule.planned ?? [])].map(([id, times]) => [id, [...times]]),
	);
	for (const post of [...posts].sort(bySlot)) {
		const missed = post.slotAt <= now;
		if (missed && rule.missed === "skip") {
			plan.skipped.push(post);
			continue;
		}
		if (missed && rule.missed === "ask") {
			plan.waiting.push({ post, why: "asked" });
			continue;
		}
		const times = taken.get(post.accountId) ?? [];
		const at = firstGap(
			laterOf(now, post.slotAt),
			times,
			rule.spacingMinutes * MINUTE,
		);
		if (at >= post.endsAt) {
			plan.waiting.push({ post, why: "too_late" });
			continue;
		}
		taken.set(post.accountId, [...times, at]);
		plan.released.push({ post, at });
	}
	return plan;
}

const bySlot = (a: HaltedPost, b: HaltedPost): number =>
	a.slotAt.getTime() - b.slotAt.getTime() || a.id.localeCompare(b.id);

/** The first time from `earliest` on that is at least `spacingMs` away from every taken one. */
function firstGap(
	earliest: Date,
	taken: readonly Date[],
	spacingMs: number,
): Date {
	let at = earliest;
	for (const time of [...taken].sort((a, b) => a.getTime() - b.getTime()))
		if (Math.abs(time.getTime() - at.getTime()) < spacingMs)
			at = addMs(time, spacingMs);
	return at;
}
