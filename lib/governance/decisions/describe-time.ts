import { HOUR, localDay, localTime, MINUTE, SECOND } from "@/lib/core/time";
import type { Telling } from "./record";

/** An instant in the account's zone, with its day where that is not the day of the decision. */
export function describeTime(at: Date, then: Date, { zone }: Telling): string {
	const day = localDay(at, zone);
	const time = localTime(at, zone);
	return day === localDay(then, zone) ? time : `${time} on ${day}`;
}

const UNITS = [
	{ ms: HOUR, upTo: Number.POSITIVE_INFINITY, name: "hour" },
	{ ms: MINUTE, upTo: 2 * HOUR, name: "minute" },
	{ ms: SECOND, upTo: MINUTE, name: "second" },
];

/** How long, in the unit that a person would choose: "3 minutes". */
export function describeSpan(ms: number): string {
	const length = Math.abs(ms);
	const unit = UNITS.findLast(({ upTo }) => length < upTo) ?? UNITS[0];
	const count = Math.max(1, Math.round(length / (unit?.ms ?? HOUR)));
	return `${count} ${unit?.name}${count === 1 ? "" : "s"}`;
}

/** "A", "A and B", "A, B and C". */
export const listed = (words: readonly string[]): string =>
	words.length < 2
		? words.join("")
		: `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
