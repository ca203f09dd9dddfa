import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/core/fetch-json";
import type {
	RunListPageView,
	RunPageView,
} from "@/lib/pipeline/runs/views-page";
import type { SourcePageView } from "@/lib/pipeline/sources/views-page";
import { isUnfinished } from "./model";

export type RunListFilter = {
	account: string | null;
	state: string | null;
	cursor: string | null;
};

const LIVE_MS = 1_500;
const CALM_MS = 15_000;

const paramsOf = (filter: RunListFilter): URLSearchParams => {
	const params = new URLSearchParams();
	for (const [name, value] of Object.entries(filter))
		if (value) params.set(name, value);
	return params;
};

/** Runs and sources. What is under way is read again every 1.5 s, also when no event says so. */
export const pipelineQuery = {
	all: () => ["pipeline"] as const,
	runs: (filter: RunListFilter) =>
		queryOptions({
			queryKey: [...pipelineQuery.all(), "runs", filter] as const,
			queryFn: () =>
				fetchJson<RunListPageView>(`/api/pipeline/runs?${paramsOf(filter)}`),
			refetchInterval: ({ state }) =>
				state.data?.runs.some((run) => isUnfinished(run.state))
					? LIVE_MS
					: CALM_MS,
		}),
	run: (runId: string) =>
		queryOptions({
			queryKey: [...pipelineQuery.all(), "run", runId] as const,
			queryFn: () => fetchJson<RunPageView>(`/api/pipeline/runs/${runId}`),
			refetchInterval: ({ state }) =>
				state.data && !isUnfinished(state.data.state) ? CALM_MS : LIVE_MS,
		}),
	sources: () =>
		queryOptions({
			queryKey: [...pipelineQuery.all(), "sources"] as const,
			queryFn: () => fetchJson<SourcePageView>("/api/pipeline/sources"),
			refetchInterval: CALM_MS,
		}),
};
