import {
	formatDuration,
	formatInstant,
} from "@/components/ui/time/format-time";
import { instantOfLocal, utcOffsetMs } from "@/lib/core/wall-clock";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const LONGEST_MS = 12 * HOUR_MS;
const GRANT_AHEAD_MS = 12 * HOUR_MS;
const REQUEST_AHEAD_MS = 14 * 24 * HOUR_MS;

export type SpanChoice = {
	/** Wall-clock time in the zone, as a browser's field holds it; null is at once. */
	start: string | null;
	end: { minutes: number } | { local: string };
	zone: string;
};

export type Span = {
	/** ISO; null as long as a fault or an empty field leaves it open. */
	opensAt: string | null;
	closesAt: string | null;
	faults: { start?: string; end?: string };
	/** What somebody might not expect of it. */
	notes: string[];
};

const iso = (ms: number): string => new Date(ms).toISOString();

const describeGap = (local: string, zone: string): string =>
	`the clocks go forward over ${local.slice(11)} on that day in ${zone}: this time does not exist`;

function startOf(
	{ start, zone }: SpanChoice,
	nowMs: number,
): number | string | null {
	if (start === null) return nowMs;
	const at = instantOfLocal(start, zone);
	if (at === "gap") return describeGap(start, zone);
	if (at === null) return null;
	if (at + MINUTE_MS < nowMs) return "a window cannot open in the past";
	if (at - nowMs > REQUEST_AHEAD_MS)
		return "a window can be requested at most 14 days ahead";
	return Math.max(at, nowMs);
}

function endOf(
	{ end, zone }: SpanChoice,
	opensMs: number,
): number | string | null {
	if ("minutes" in end)
		return Number.isInteger(end.minutes) && end.minutes > 0
			? opensMs + end.minutes * MINUTE_MS
			: "at least 1 minute";
	const at = instantOfLocal(end.local, zone);
	if (at === "gap") return describeGap(end.local, zone);
	if (at === null) return null;
	if (at <= opensMs) return "it would end before it begins";
	if (at - opensMs < MINUTE_MS) return "at least 1 minute";
	if (at - opensMs > LONGEST_MS)
		return `at most 12 hours; this is ${formatDuration(at - opensMs)}`;
	return at;
}

function notesOn(choice: SpanChoice, span: [number, number], nowMs: number) {
	const { zone } = choice;
	const [opensMs, closesMs] = span;
	const notes: string[] = [];
	if (opensMs - nowMs > GRANT_AHEAD_MS)
		notes.push(
			`It can be granted from ${formatInstant(iso(opensMs - GRANT_AHEAD_MS), zone, "datetime")} on, 12 hours before it opens.`,
		);
	if (utcOffsetMs(opensMs, zone) !== utcOffsetMs(closesMs, zone))
		notes.push(
			`The clocks change in between: it lasts ${formatDuration(closesMs - opensMs)} and ends at ${formatInstant(iso(closesMs), zone, "time")}.`,
		);
	return notes;
}

/** When a window would open and close, and why it could not; the server judges the same again. */
export function judgeSpan(choice: SpanChoice, nowMs: number): Span {
	const none = { opensAt: null, closesAt: null, notes: [] };
	const opens = startOf(choice, nowMs);
	if (typeof opens === "string") return { ...none, faults: { start: opens } };
	if (opens === null) return { ...none, faults: {} };
	const closes = endOf(choice, opens);
	const opensAt = iso(opens);
	if (typeof closes === "string")
		return { ...none, opensAt, faults: { end: closes } };
	if (closes === null) return { ...none, opensAt, faults: {} };
	return {
		opensAt,
		closesAt: iso(closes),
		faults: {},
		notes: notesOn(choice, [opens, closes], nowMs),
	};
}
