"use client";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";

/** Fresh for 30 s, so that what the server sent is not fetched again at once. */
const STALE_MS = 30_000;

export function QueryProvider({ children }: { children: ReactNode }) {
	const [client] = useState(
		() =>
			new QueryClient({
				defaultOptions: { queries: { staleTime: STALE_MS, retry: 1 } },
			}),
	);
	return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
