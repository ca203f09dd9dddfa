"use client";
import { useEffect } from "react";
import { useNow } from "./clock";
import { formatClock } from "./format-time";

type CountdownProps = {
	untilIso: string;
	/** What ends, as "Live window". */
	label: string;
	/** Said once, politely, when it is over. */
	endedText: string;
	onEnd?: () => void;
};

const SECOND_MS = 1_000;

export function Countdown(props: CountdownProps) {
	const { untilIso, label, endedText, onEnd } = props;
	const nowMs = useNow(SECOND_MS);
	const leftMs = nowMs === null ? null : Date.parse(untilIso) - nowMs;
	const ended = leftMs !== null && leftMs <= 0;
	useEffect(() => {
		if (ended) onEnd?.();
	}, [ended, onEnd]);
	return (
		<>
			<span
				role="timer"
				aria-label={`${label}: time left`}
				className="tabular-nums"
			>
				{leftMs === null ? "--:--" : formatClock(leftMs)}
			</span>
			<span role="status" className="sr-only">
				{ended ? endedText : ""}
			</span>
		</>
	);
}
