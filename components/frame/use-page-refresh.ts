"use client";
import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { refreshPage } from "@/components/ui/refresh-page";
import { makeThrottle } from "./throttle";

const REFRESH_EVERY_MS = 2_000;

/**
 * Answers what asks for the page to be read again: every 2 s at most, and never before the last
 * reading is on the screen, since a newer one would take its place and a slow line show none.
 */
export function usePageRefresh(): () => void {
	const router = useRouter();
	const [due, setDue] = useState(false);
	const [probing, setProbing] = useState(false);
	const [reading, startReading] = useTransition();
	const [throttle] = useState(() =>
		makeThrottle(() => setDue(true), REFRESH_EVERY_MS),
	);
	useEffect(() => throttle.cancel, [throttle]);
	useEffect(() => {
		if (!due || probing || reading) return;
		setDue(false);
		setProbing(true);
		void refreshPage(() => startReading(router.refresh)).then((answered) => {
			setProbing(false);
			if (!answered) throttle.ask();
		});
	}, [due, probing, reading, router, throttle]);
	return throttle.ask;
}
