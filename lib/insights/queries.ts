import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/core/fetch-json";
import type { KpiPageView } from "./model";

/** Collectors announce nothing, so it is asked. */
const ASK_MS = 60_000;

const paramsOf = (accountId: string, day: string | null): URLSearchParams =>
	new URLSearchParams({ account: accountId, ...(day && { day }) });

export const insightsQuery = {
	all: () => ["insights"] as const,
	view: (accountId: string, day: string | null) =>
		queryOptions({
			queryKey: [...insightsQuery.all(), "view", accountId, day] as const,
			queryFn: () =>
				fetchJson<KpiPageView>(`/api/kpis?${paramsOf(accountId, day)}`),
			refetchInterval: ASK_MS,
		}),
};
