import type { ItemAnswer, Mend } from "./model";

export type JobFacts = {
	failedPosts: readonly {
		title: string;
		fault: string | null;
		/** Null where a replay would take it. */
		replayRefusal: string | null;
	}[];
	failedRuns: number;
};

const some = (count: number, one: string): string =>
	`${count} ${one}${count === 1 ? "" : "s"}`;

/** Posts and runs that failed in the last 24 h and were not mended since. */
export function decideFailedJobs(facts: JobFacts, now: Date): ItemAnswer {
	const posts = facts.failedPosts.length;
	const { failedRuns: runs } = facts;
	const first = facts.failedPosts[0];
	const replayable = facts.failedPosts.filter(
		({ replayRefusal }) => replayRefusal === null,
	).length;
	const evidence = {
		failedPosts: posts,
		replayable,
		failedRuns: runs,
		faults: facts.failedPosts.map(({ fault }) => fault ?? "no reason given"),
	};
	const base = { observedAt: now.toISOString(), evidence };
	if (posts + runs === 0)
		return {
			...base,
			verdict: "pass",
			sentence: "No failed post and no failed run in the last 24 h.",
			link: "/pipeline",
			mend: null,
		};
	const example = first ? ` First: “${first.title}”.` : "";
	return {
		...base,
		verdict: "fail",
		sentence: `${some(posts, "post")} and ${some(runs, "run")} failed in the last 24 h.${example}`,
		link: posts > 0 ? "/queue?state=trouble" : "/pipeline?state=failed",
		mend: mendOf(posts, replayable),
	};
}

/** The posts first: of the runs it is asked again once they are mended. */
function mendOf(posts: number, replayable: number): Mend {
	if (posts === 0) return "resume-failed";
	return replayable > 0 ? "replay-failed" : "requeue-failed";
}
