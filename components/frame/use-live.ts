"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { refreshPage } from "@/components/ui/refresh-page";
import { keepStream } from "./live-stream";
import { makeThrottle } from "./throttle";

const REFRESH_EVERY_MS = 2_000;

/** Follows /api/events: reads again what changed. Answers whether the line is lost. */
export function useLive(): boolean {
	const client = useQueryClient();
	const router = useRouter();
	const [stale, setStale] = useState(false);
	useEffect(() => {
		const refresh = makeThrottle(
			() => void refreshPage(router.refresh),
			REFRESH_EVERY_MS,
		);
		const close = keepStream(() => new EventSource("/api/events"), {
			onTopics: (topics) => {
				for (const topic of topics)
					void client.invalidateQueries({ queryKey: [topic] });
				if (topics.length > 0) refresh.ask();
			},
			onStale: () => setStale(true),
			onRecovered: () => {
				setStale(false);
				void client.invalidateQueries();
				refresh.ask();
			},
		});
		return () => {
			refresh.cancel();
			close();
		};
	}, [client, router]);
	return stale;
}
