import {
	DEFAULT_SPACING_MINUTES,
	type Missed,
} from "@/lib/publishing/lift/model";
import { planRelease } from "@/lib/publishing/lift/release-plan";
import { missedSlot } from "@/lib/publishing/post/held-reasons";
import type { AccountRef } from "@/lib/testing/histories/steps/cast";
import { isOn, type MemoryPost, type MemoryState } from "./state";

const accountOf = ({ account }: MemoryPost): string => `a${account}`;

/** When posts will be taken that an earlier lift let go, by account. */
function plannedReleases({ now, posts }: MemoryState): Map<string, Date[]> {
	const planned = new Map<string, Date[]>();
	for (const post of posts) {
		const { state, nextAttemptAt: at } = post;
		const others = planned.get(accountOf(post)) ?? [];
		if (state === "queued" && at && at > now)
			planned.set(accountOf(post), [...others, at]);
	}
	return planned;
}

/** As lifting does: what the halt alone held is let go by the product's own plan. */
export function letGo(
	state: MemoryState,
	place: AccountRef,
	missed: Missed,
): void {
	const standing = state.halts.filter(({ lifted }) => !lifted);
	const held = state.posts.filter(
		(post) =>
			post.state === "held" &&
			isOn(place, post.account) &&
			post.heldWhy.every(({ kind }) => kind === "halt") &&
			!standing.some((halt) => isOn(halt.place, post.account)),
	);
	const plan = planRelease(
		held.map((post) => ({
			id: post.id,
			accountId: accountOf(post),
			slotAt: post.slotAt,
			endsAt: post.expiresAt,
			held: post,
		})),
		{
			missed,
			spacingMinutes: DEFAULT_SPACING_MINUTES,
			planned: plannedReleases(state),
		},
		state.now,
	);
	for (const { post, at } of plan.released) {
		post.held.state = "queued";
		post.held.heldWhy = [];
		post.held.nextAttemptAt = at;
	}
	for (const post of plan.skipped) post.held.state = "expired";
	for (const { post, why } of plan.waiting)
		post.held.heldWhy = [missedSlot(why)];
}
