"use client";
import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { refreshPage } from "@/components/ui/actions/refresh-page";
import { makeThrottle } from "./throttle";

const REFRESH_EVERY_MS = 2_000;
/** A reading that takes longer is taken for lost. */
const LOST_AFTER_MS = 60_000;

/**
 * Answers what asks for the page to be read again: every 2 s at most, again while the server does
 * not answer, and not before the last reading is on the screen or lost, since a newer one would take
 * its place and a slow line show none.
 */
export function usePageRefresh(): () => void {
	const router = useRouter();
	const [due, setDue] = useState(false);
	const [probing, setProbing] = useState(false);
	const [reading, startReading] = useTransition();
	const [begun, setBegun] = useState(0);
	const [lost, setLost] = useState(0);
	const [throttle] = useState(() =>
		makeThrottle(() => setDue(true), REFRESH_EVERY_MS),
	);
	useEffect(() => throttle.cancel, [throttle]);
	useEffect(() => {
		if (!reading) return;
		const timer = setTimeout(() => setLost(begun), LOST_AFTER_MS);
		return () => clearTimeout(timer);
	}, [reading, begun]);
	const busy = probing || (reading && lost !== begun);
	useEffect(() => {
		if (!due || busy) return;
		setDue(false);
		setProbing(true);
		void refreshPage(() => {
			setBegun((count) => count + 1);
			startReading(router.refresh);
		}).then((answered) => {
			setProbing(false);
			if (!answered) throttle.ask();
		});
	}, [due, busy, router, throttle]);
	return throttle.ask;
}
