"use client";
import { useNow } from "./clock";
import {
	formatInstant,
	formatRelative,
	formatUtc,
	type TimeStyle,
} from "./format-time";

type TimeProps = {
	iso: string;
	/** The account's IANA zone. */
	zone: string;
	style?: TimeStyle | "relative";
	/** Off where a heading already names the zone; hover and screen readers still get it. */
	showZone?: boolean;
};

const MINUTE_MS = 60_000;

/** An instant in the account's zone; UTC and the relative time on hover and for screen readers. */
export function Time(props: TimeProps) {
	const { iso, zone, style = "datetime", showZone = true } = props;
	const nowMs = useNow(MINUTE_MS);
	const relative = nowMs === null ? "" : formatRelative(iso, nowMs);
	const local = formatInstant(
		iso,
		zone,
		style === "relative" ? "datetime" : style,
	);
	const shown = style === "relative" && relative ? relative : local;
	const full = `${formatInstant(iso, zone, "datetime")} ${zone}`;
	const rest = [full, formatUtc(iso), relative].filter(Boolean).join(" · ");
	return (
		<time dateTime={iso} title={rest} className="whitespace-nowrap">
			{shown}
			{showZone && style !== "relative" && (
				<span className="text-ink-muted"> {zone}</span>
			)}
			<span className="sr-only"> ({rest})</span>
		</time>
	);
}
