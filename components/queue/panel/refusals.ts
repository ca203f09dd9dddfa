import {
	POST_ACTS,
	type PostAct,
	type PostActs,
} from "@/lib/publishing/queue/model";

/** Acts that are refused for the same reason, together. */
export function groupRefusals(
	acts: PostActs,
): { why: string; acts: PostAct[] }[] {
	const groups = new Map<string, PostAct[]>();
	for (const act of POST_ACTS) {
		const why = acts[act];
		if (why !== null) groups.set(why, [...(groups.get(why) ?? []), act]);
	}
	return [...groups].map(([why, refused]) => ({ why, acts: refused }));
}
