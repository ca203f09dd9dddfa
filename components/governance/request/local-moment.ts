const DAY_MS = 86_400_000;
const SHAPE = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
	const known = formatters.get(timeZone);
	if (known) return known;
	const numeric = "numeric";
	const made = new Intl.DateTimeFormat("en-GB", {
		timeZone,
		...{ year: numeric, month: "2-digit", day: "2-digit" },
		...{ hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
	});
	formatters.set(timeZone, made);
	return made;
}

/** What a clock on the wall shows, as a browser's field holds it: "2026-11-23T09:30". */
function wallClock(ms: number, zone: string): string {
	const parts = Object.fromEntries(
		formatterOf(zone)
			.formatToParts(ms)
			.map(({ type, value }) => [type, value]),
	);
	const { year, month, day, hour, minute } = parts;
	return `${year}-${month}-${day}T${hour}:${minute}`;
}

/** How far the zone's clocks are ahead of UTC at that instant. */
export const utcOffsetMs = (ms: number, zone: string): number => {
	const minute = Math.floor(ms / 60_000) * 60_000;
	return Date.parse(`${wallClock(minute, zone)}:00Z`) - minute;
};

/**
 * The instant of a wall-clock time in a zone. One that occurs twice is the earlier; `gap` where the
 * clocks go forward over it; null for no time at all.
 */
export function instantOf(local: string, zone: string): number | "gap" | null {
	const asUtc = SHAPE.test(local) ? Date.parse(`${local}:00Z`) : Number.NaN;
	if (Number.isNaN(asUtc)) return null;
	const offsets = [asUtc - DAY_MS, asUtc + DAY_MS].map((near) =>
		utcOffsetMs(near, zone),
	);
	const fitting = offsets
		.map((offset) => asUtc - offset)
		.filter((ms) => wallClock(ms, zone) === local);
	return fitting.length > 0 ? Math.min(...fitting) : "gap";
}
