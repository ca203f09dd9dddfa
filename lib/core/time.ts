import { Temporal } from "temporal-polyfill";
import { wallClock } from "./wall-clock";

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const addMs = (at: Date, ms: number): Date =>
	new Date(at.getTime() + ms);

export const laterOf = (a: Date, b: Date): Date => (a > b ? a : b);

/** Is this an IANA zone that the platform knows? */
export function isTimeZone(zone: string): boolean {
	try {
		new Intl.DateTimeFormat("en", { timeZone: zone });
		return /^[A-Za-z]/.test(zone);
	} catch {
		return false;
	}
}

/** The local calendar day, "2026-11-23". */
export const localDay = (at: Date, zone: string): string =>
	wallClock(at.getTime(), zone).day;

/** The local wall-clock time, "09:30". */
export const localTime = (at: Date, zone: string): string =>
	wallClock(at.getTime(), zone).time;

/**
 * The instant of a local wall-clock time. A time that a DST gap swallows moves forward
 * by the gap, one that occurs twice is the earlier ("compatible", RFC 5545).
 */
export function instantAt(day: string, time: string, zone: string): Date {
	const local = Temporal.PlainDate.from(day).toZonedDateTime({
		timeZone: zone,
		plainTime: Temporal.PlainTime.from(time),
	});
	return new Date(local.epochMilliseconds);
}

/** Does this wall-clock time exist on that day, or does a DST gap swallow it? */
export const localTimeExists = (
	day: string,
	time: string,
	zone: string,
): boolean => localTime(instantAt(day, time, zone), zone) === time;

export const addDays = (day: string, days: number): string =>
	Temporal.PlainDate.from(day).add({ days }).toString();

/** [start, end) of a local day: 23, 24 or 25 hours. */
export function dayBounds(
	day: string,
	zone: string,
): { start: Date; end: Date } {
	return {
		start: instantAt(day, "00:00", zone),
		end: instantAt(addDays(day, 1), "00:00", zone),
	};
}
