import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/core/fetch-json";
import type { LiftPreview } from "@/lib/publishing/lift/model";
import { isWaiting } from "@/lib/publishing/post/model";
import type { QueuePageView } from "./model";
import type { PostPanel } from "./views-panel";

const LIVE_MS = 1_000;
const CALM_MS = 10_000;

/** A waiting post changes by itself from this long before its slot or its next attempt. */
const SOON_MS = 15_000;

/** Will this post change within seconds, without anybody's doing? */
export function isMoving(
	post: Pick<
		PostPanel,
		"state" | "slotAt" | "nextAttemptAt" | "observedAt" | "explanation"
	>,
): boolean {
	if (post.state === "publishing") return true;
	if (!isWaiting(post.state) || post.explanation.callsStop) return false;
	const begins = [post.slotAt, post.nextAttemptAt ?? post.slotAt];
	return begins.every(
		(at) => Date.parse(at) - Date.parse(post.observedAt) < SOON_MS,
	);
}

/** The queue and its posts; a post that is on its way out is read again every second. */
export const publishingQuery = {
	all: () => ["publishing"] as const,
	queue: (accountId: string) =>
		queryOptions({
			queryKey: [...publishingQuery.all(), "queue", accountId] as const,
			queryFn: () =>
				fetchJson<QueuePageView>(`/api/queue?account=${accountId}`),
			refetchInterval: CALM_MS,
		}),
	/** Read afresh whenever somebody is about to lift the halt. */
	lift: (haltId: string, spacingMinutes: number) =>
		queryOptions({
			queryKey: [
				...publishingQuery.all(),
				"lift",
				haltId,
				spacingMinutes,
			] as const,
			queryFn: () =>
				fetchJson<LiftPreview | null>(
					`/api/governance/halts/${haltId}?spacing=${spacingMinutes}`,
				),
			staleTime: 0,
		}),
	post: (postId: string) =>
		queryOptions({
			queryKey: [...publishingQuery.all(), "post", postId] as const,
			queryFn: () => fetchJson<PostPanel>(`/api/queue/posts/${postId}`),
			refetchInterval: ({ state }) =>
				state.data && (isMoving(state.data) || state.data.state === "unknown")
					? LIVE_MS
					: CALM_MS,
		}),
};
