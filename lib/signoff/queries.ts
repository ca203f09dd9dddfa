import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/core/fetch-json";
import type { TodayView } from "./model-today";

/** Slots come and promises pass without an event, so it is asked. */
const ASK_MS = 15_000;

export const signoffQuery = {
	all: () => ["signoff"] as const,
	/** Everything that a day's sign-off rests on, live. */
	today: (accountId: string) =>
		queryOptions({
			queryKey: [...signoffQuery.all(), "today", accountId] as const,
			queryFn: () =>
				fetchJson<TodayView>(
					`/api/today?${new URLSearchParams({ account: accountId })}`,
				),
			refetchInterval: ASK_MS,
		}),
};
