const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
	const known = formatters.get(zone);
	if (known) return known;
	const made = new Intl.DateTimeFormat("en-GB", {
		timeZone: zone,
		weekday: "short",
		year: "numeric",
		month: "2-digit",
		day: "2-digit",
		hour: "2-digit",
		minute: "2-digit",
		hourCycle: "h23",
	});
	formatters.set(zone, made);
	return made;
}

export type WallClock = { day: string; time: string; weekday: string };

/**
 * What a clock on the wall shows in an IANA zone: `{ day: "2026-11-23", time: "09:30", weekday: "Mon" }`.
 * Browsers and servers spell it alike, whatever language data they carry.
 */
export function wallClock(ms: number, zone: string): WallClock {
	const { year, month, day, hour, minute, weekday } = Object.fromEntries(
		formatterOf(zone)
			.formatToParts(ms)
			.map(({ type, value }) => [type, value]),
	);
	return {
		day: `${year}-${month}-${day}`,
		time: `${hour}:${minute}`,
		weekday: weekday ?? "",
	};
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const LOCAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/;

const localOf = (ms: number, zone: string): string => {
	const { day, time } = wallClock(ms, zone);
	return `${day}T${time}`;
};

/** How far the zone's clocks are ahead of UTC at that instant, in milliseconds. */
export const utcOffsetMs = (ms: number, zone: string): number => {
	const minute = Math.floor(ms / MINUTE_MS) * MINUTE_MS;
	return Date.parse(`${localOf(minute, zone)}:00Z`) - minute;
};

/**
 * The instant of a wall-clock time as a browser's field holds it, "2026-11-23T09:30". One that occurs twice is the
 * earlier; `gap` where the clocks go forward over it; null for no time at all.
 */
export function instantOfLocal(
	local: string,
	zone: string,
): number | "gap" | null {
	const asUtc = LOCAL.test(local) ? Date.parse(`${local}:00Z`) : Number.NaN;
	if (Number.isNaN(asUtc)) return null;
	const offsets = [asUtc - DAY_MS, asUtc + DAY_MS].map((near) =>
		utcOffsetMs(near, zone),
	);
	const fitting = offsets
		.map((offset) => asUtc - offset)
		.filter((ms) => localOf(ms, zone) === local);
	return fitting.length > 0 ? Math.min(...fitting) : "gap";
}
