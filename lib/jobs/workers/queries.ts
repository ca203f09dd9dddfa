import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/core/fetch-json";
import type { IdlenessView, WorkerView } from "./views";

/** Workers beat every 5 s; nothing announces that one is silent, so it is asked. */
export const jobsQuery = {
	all: () => ["jobs"] as const,
	workers: () =>
		queryOptions({
			queryKey: [...jobsQuery.all(), "workers"] as const,
			queryFn: () => fetchJson<WorkerView[]>("/api/pipeline/workers"),
			refetchInterval: 5_000,
		}),
	idleness: () =>
		queryOptions({
			queryKey: [...jobsQuery.all(), "idleness"] as const,
			queryFn: () => fetchJson<IdlenessView>("/api/pipeline/idleness"),
			refetchInterval: 10_000,
		}),
};
