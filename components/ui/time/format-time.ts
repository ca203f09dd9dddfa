import { wallClock } from "@/lib/core/wall-clock";

export type TimeStyle = "datetime" | "date" | "weekday" | "time";

export const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(
	" ",
);

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** An instant in a zone's local time; server and browser spell it alike, so that their texts match. */
export function formatInstant(
	iso: string,
	zone: string,
	style: TimeStyle,
): string {
	const clock = wallClock(Date.parse(iso), zone);
	const [year, month, date] = clock.day.split("-");
	const day = `${Number(date)} ${MONTHS[Number(month) - 1]}`;
	if (style === "time") return clock.time;
	if (style === "date") return `${day} ${year}`;
	if (style === "weekday") return `${clock.weekday} ${day}`;
	return `${day} ${year}, ${clock.time}`;
}

/** A calendar day, as "2026-11-22", in words: "Sun 22 Nov 2026". */
export function formatDay(day: string): string {
	const noon = `${day}T12:00:00Z`;
	return `${formatInstant(noon, "UTC", "weekday")} ${day.slice(0, 4)}`;
}

/** The same instant in UTC, as "2026-11-23 08:12 UTC". */
export const formatUtc = (iso: string): string =>
	`${new Date(iso).toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** How long, in its two largest units: "840 ms", "42 s", "12 min", "1 h 5 min", "3 d 4 h". */
export function formatDuration(durationMs: number): string {
	if (durationMs < SECOND) return `${Math.max(0, Math.round(durationMs))} ms`;
	if (durationMs < MINUTE) return `${Math.floor(durationMs / SECOND)} s`;
	if (durationMs < HOUR) return `${Math.floor(durationMs / MINUTE)} min`;
	const [unit, part, names] =
		durationMs < DAY
			? ([HOUR, MINUTE, ["h", "min"]] as const)
			: ([DAY, HOUR, ["d", "h"]] as const);
	const rest = Math.floor((durationMs % unit) / part);
	const whole = `${Math.floor(durationMs / unit)} ${names[0]}`;
	return rest === 0 ? whole : `${whole} ${rest} ${names[1]}`;
}

/** "5 min ago", "in 3 h 20 min", "just now" within the same minute. */
export function formatRelative(iso: string, nowMs: number): string {
	const aheadMs = Date.parse(iso) - nowMs;
	if (Math.abs(aheadMs) < MINUTE) return "just now";
	const span = formatDuration(Math.abs(aheadMs));
	return aheadMs > 0 ? `in ${span}` : `${span} ago`;
}

/** What is left on a running clock: "04:09", "1:04:09", "2 d 4 h", "00:00" when over. */
export function formatClock(leftMs: number): string {
	if (leftMs > DAY) return formatDuration(leftMs);
	const seconds = Math.max(0, Math.ceil(leftMs / SECOND));
	const two = (value: number) => String(value).padStart(2, "0");
	const minutes = Math.floor(seconds / 60);
	const tail = `${two(minutes % 60)}:${two(seconds % 60)}`;
	return minutes < 60 ? tail : `${Math.floor(minutes / 60)}:${tail}`;
}
