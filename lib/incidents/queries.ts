import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/core/fetch-json";
import type {
	IncidentList,
	IncidentPageView,
} from "@/lib/incidents/incident/views-page";
import type { Leaving } from "@/lib/incidents/leaving/model";
import type { IncidentFilter } from "./model";

/** Nothing announces that an ETA has gone by, so it is asked. */
const ASK_MS = 20_000;

const paramsOf = (filter: IncidentFilter): URLSearchParams => {
	const params = new URLSearchParams();
	for (const [name, value] of Object.entries(filter))
		if (value !== null) params.set(name, String(value));
	return params;
};

export const incidentsQuery = {
	all: () => ["incidents"] as const,
	list: (filter: IncidentFilter) =>
		queryOptions({
			queryKey: [...incidentsQuery.all(), "list", filter] as const,
			queryFn: () =>
				fetchJson<IncidentList>(`/api/incidents?${paramsOf(filter)}`),
			refetchInterval: ASK_MS,
		}),
	leaving: (personId: string) =>
		queryOptions({
			queryKey: [...incidentsQuery.all(), "leaving", personId] as const,
			queryFn: () => fetchJson<Leaving>(`/api/people/${personId}`),
		}),
	view: (number: number) =>
		queryOptions({
			queryKey: [...incidentsQuery.all(), "view", number] as const,
			queryFn: () => fetchJson<IncidentPageView>(`/api/incidents/${number}`),
			refetchInterval: ASK_MS,
		}),
};
