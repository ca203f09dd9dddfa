import { MINUTE } from "@/lib/core/time";
import type { Missed } from "@/lib/publishing/lift/model";
import type { AccountRef } from "@/lib/testing/histories/steps/cast";
import { covers, isHalted, TOLERANCE } from "./rules";
import type { OraclePost, OracleState } from "./state";

/** Posts of an account are let go so far apart: never a burst. */
const SPACING = 15 * MINUTE;

/** The first time from now on that keeps its distance from all of these. */
function firstFree(now: number, times: readonly number[]): number {
	const after = [now, ...times.map((time) => time + SPACING)];
	const free = after.filter(
		(at) => at >= now && times.every((time) => Math.abs(time - at) >= SPACING),
	);
	return Math.min(...free);
}

/** What halts alone held goes out one by one, earliest slot first, is given up, or waits for a person. */
export function letGo(
	state: OracleState,
	place: AccountRef,
	missed: Missed,
): void {
	const { now, posts } = state;
	const held = posts.filter(
		(post) =>
			post.state === "held" &&
			covers(place, post.account) &&
			!isHalted(state, post) &&
			post.heldBy.every((by) => by === "halt"),
	);
	const freed: OraclePost[] = [];
	for (const post of held.sort((a, b) => a.slotAt - b.slotAt)) {
		const others = posts.filter(
			(other) =>
				other.account === post.account &&
				other.state === "queued" &&
				(other.notBefore > now || freed.includes(other)),
		);
		const at = firstFree(
			now,
			others.map(({ notBefore }) => notBefore),
		);
		if (missed === "skip") post.state = "stopped";
		else if (missed === "ask" || at >= post.slotAt + TOLERANCE)
			post.heldBy = ["missed"];
		else {
			post.state = "queued";
			post.notBefore = at;
			freed.push(post);
		}
	}
}
