import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	addMs,
	DAY,
	HOUR,
	localDay,
	localTime,
	localTimeExists,
} from "@/lib/core/time";
import { SLOT_LEAD_MS } from "./model";
import { nextFreeSlot, slotsBetween } from "./slots";

const ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"];
const zone = fc.constantFrom(...ZONES);
const minute = fc
	.integer({ min: 0, max: 24 * 60 - 1 })
	.map(
		(m) =>
			`${String(Math.floor(m / 60)).padStart(2, "0")}:${String(m % 60).padStart(2, "0")}`,
	);
const slots = fc.uniqueArray(minute, { maxLength: 6 });
const instant = fc
	.integer({
		min: Date.UTC(2026, 0, 1) / 60_000,
		max: Date.UTC(2027, 11, 31) / 60_000,
	})
	.map((m) => new Date(m * 60_000));

const iso = (dates: readonly Date[]) => dates.map((at) => at.toISOString());

describe("slotsBetween", () => {
	it("gives the local times of each day, winter and summer", () => {
		const found = slotsBetween(
			["18:00", "09:30"],
			"Europe/Berlin",
			new Date("2026-11-23T00:00:00Z"),
			new Date("2026-11-24T12:00:00Z"),
		);
		expect(iso(found)).toEqual([
			"2026-11-23T08:30:00.000Z",
			"2026-11-23T17:00:00.000Z",
			"2026-11-24T08:30:00.000Z",
		]);
	});

	it.each([
		// the gap: 02:00 → 03:00 (Berlin, New York), 02:00 → 02:30 (Lord Howe)
		["Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:30:00.000Z"],
		["America/New_York", "2026-03-08", "02:30", "2026-03-08T07:30:00.000Z"],
		["Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:45:00.000Z"],
		// the overlap: the earlier of the two
		["Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30:00.000Z"],
		["America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30:00.000Z"],
		["Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45:00.000Z"],
	])("%s on %s: %s is %s", (zoneName, day, slot, expected) => {
		const at = new Date(`${day}T00:00:00Z`);
		const found = slotsBetween(
			[slot],
			zoneName,
			addMs(at, -DAY),
			addMs(at, 2 * DAY),
		).filter((instantOf) => localDay(instantOf, zoneName) === day);
		expect(iso(found)).toEqual([expected]);
	});

	it("collapses two slots that a gap moves onto each other", () => {
		const found = slotsBetween(
			["02:30", "03:30"],
			"Europe/Berlin",
			new Date("2026-03-28T23:00:00Z"),
			new Date("2026-03-29T22:00:00Z"),
		);
		expect(iso(found)).toEqual(["2026-03-29T01:30:00.000Z"]);
	});

	it("is ordered, without duplicates, inside the span, and at a planned local time wherever that exists", () => {
		fc.assert(
			fc.property(
				zone,
				slots,
				instant,
				fc.integer({ min: 0, max: 9 * 24 }),
				(zoneName, times, from, hours) => {
					const to = addMs(from, hours * HOUR);
					const found = slotsBetween(times, zoneName, from, to);
					found.forEach((at, index) => {
						const before = found[index - 1];
						expect(at >= from && at < to).toBe(true);
						if (before) expect(at > before).toBe(true);
						const swallowed = times.some(
							(time) =>
								!localTimeExists(localDay(at, zoneName), time, zoneName),
						);
						expect(swallowed || times.includes(localTime(at, zoneName))).toBe(
							true,
						);
					});
				},
			),
		);
	});

	it("gives the same slots whether the span is asked whole or in two parts", () => {
		fc.assert(
			fc.property(
				zone,
				slots,
				instant,
				fc.integer({ min: 0, max: 96 }),
				fc.integer({ min: 0, max: 96 }),
				(zoneName, times, from, a, b) => {
					const middle = addMs(from, a * HOUR);
					const to = addMs(middle, b * HOUR);
					const whole = slotsBetween(times, zoneName, from, to);
					expect(iso(whole)).toEqual([
						...iso(slotsBetween(times, zoneName, from, middle)),
						...iso(slotsBetween(times, zoneName, middle, to)),
					]);
				},
			),
		);
	});
});

describe("nextFreeSlot", () => {
	const query = {
		slots: ["09:30", "13:00"],
		zone: "Europe/Berlin",
		taken: [],
		now: new Date("2026-11-23T08:00:00Z"),
		horizonDays: 3,
	};

	it("skips what is taken and what is nearer than the lead", () => {
		expect(nextFreeSlot(query)?.toISOString()).toBe("2026-11-23T08:30:00.000Z");
		expect(
			nextFreeSlot({
				...query,
				now: new Date("2026-11-23T08:25:00Z"),
			})?.toISOString(),
		).toBe("2026-11-23T12:00:00.000Z");
		const taken = [
			new Date("2026-11-23T08:30:00Z"),
			new Date("2026-11-23T12:00:00Z"),
		];
		expect(nextFreeSlot({ ...query, taken })?.toISOString()).toBe(
			"2026-11-24T08:30:00.000Z",
		);
	});

	it("is null without slots or when every slot of the horizon is taken", () => {
		expect(nextFreeSlot({ ...query, slots: [] })).toBeNull();
		const taken = slotsBetween(
			query.slots,
			query.zone,
			query.now,
			addMs(query.now, 3 * DAY),
		);
		expect(nextFreeSlot({ ...query, taken })).toBeNull();
	});

	it("fills a whole horizon in order, each slot once", () => {
		fc.assert(
			fc.property(zone, slots, instant, (zoneName, times, now) => {
				const taken: Date[] = [];
				const ask = { slots: times, zone: zoneName, now, horizonDays: 2 };
				for (;;) {
					const at = nextFreeSlot({ ...ask, taken });
					if (!at) break;
					taken.push(at);
				}
				const from = addMs(now, SLOT_LEAD_MS + 1);
				expect(iso(taken)).toEqual(
					iso(slotsBetween(times, zoneName, from, addMs(now, 2 * DAY))),
				);
			}),
			{ numRuns: 40 },
		);
	});
});
