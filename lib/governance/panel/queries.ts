import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/core/fetch-json";
import type { ModeView } from "./views-mode";
import type { GovernanceView } from "./views-page";

/** What governance says, read again whenever a window, a grant or a brake changes. */
export const governanceQuery = {
	all: () => ["governance"] as const,
	mode: () =>
		queryOptions({
			queryKey: [...governanceQuery.all(), "mode"] as const,
			queryFn: () => fetchJson<ModeView>("/api/mode"),
		}),
	view: () =>
		queryOptions({
			queryKey: [...governanceQuery.all(), "view"] as const,
			queryFn: () => fetchJson<GovernanceView>("/api/governance"),
		}),
};
