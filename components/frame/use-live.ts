"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { keepStream } from "./live-stream";
import { usePageRefresh } from "./use-page-refresh";

/** Follows /api/events: reads again what changed. Answers whether the line is lost. */
export function useLive(): boolean {
	const client = useQueryClient();
	const refresh = usePageRefresh();
	const [stale, setStale] = useState(false);
	useEffect(() => {
		return keepStream(() => new EventSource("/api/events"), {
			onTopics: (topics) => {
				for (const topic of topics)
					void client.invalidateQueries({ queryKey: [topic] });
				if (topics.length > 0) refresh();
			},
			onStale: () => setStale(true),
			onRecovered: () => {
				setStale(false);
				void client.invalidateQueries();
				refresh();
			},
		});
	}, [client, refresh]);
	return stale;
}
