"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { keepStream } from "./live-stream";
import { usePageRefresh } from "./use-page-refresh";

/** Follows /api/events from the event on that the page knew when it was made: reads again what changed. Answers whether the line is lost. */
export function useLive(knownSeq: string): boolean {
	const [after] = useState(knownSeq);
	const client = useQueryClient();
	const refresh = usePageRefresh();
	const [stale, setStale] = useState(false);
	useEffect(() => {
		return keepStream(() => new EventSource(`/api/events?after=${after}`), {
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
	}, [after, client, refresh]);
	return stale;
}
