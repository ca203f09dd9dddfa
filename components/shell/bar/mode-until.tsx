"use client";
import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { refreshPage } from "@/components/ui/actions/refresh-page";
import { useNow } from "@/components/ui/time/clock";
import { Countdown } from "@/components/ui/time/countdown";
import { formatInstant } from "@/components/ui/time/format-time";
import { Time } from "@/components/ui/time/time";

type ModeUntilProps = { word: string; untilIso: string; zone: string };

const MINUTE_MS = 60_000;

/** When the mode ends and how long that is; the page is read again at the end. */
export function ModeUntil({ word, untilIso, zone }: ModeUntilProps) {
	const router = useRouter();
	const readAgain = useCallback(
		() => void refreshPage(router.refresh),
		[router],
	);
	const nowMs = useNow(MINUTE_MS);
	const endsToday =
		nowMs !== null &&
		formatInstant(new Date(nowMs).toISOString(), zone, "date") ===
			formatInstant(untilIso, zone, "date");
	return (
		<span className="whitespace-nowrap">
			until{" "}
			<Time
				iso={untilIso}
				zone={zone}
				style={endsToday ? "time" : "datetime"}
				showZone={false}
			/>{" "}
			<span className="max-sm:sr-only">{zone} </span>·{" "}
			<Countdown
				untilIso={untilIso}
				label={word}
				endedText={`${word} has ended`}
				onEnd={readAgain}
			/>{" "}
			left
		</span>
	);
}
