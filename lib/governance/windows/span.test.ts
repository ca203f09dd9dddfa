import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addMs, DAY, HOUR, instantAt, MINUTE } from "@/lib/core/time";
import { type AskedSpan, decideSpan, SPAN_FAULTS } from "./span";

const now = new Date("2026-03-28T12:00:00Z");
const decide = (asked: Partial<AskedSpan>) =>
	decideSpan({ minutes: 240, ...asked }, now);
const at = (ms: number) => addMs(now, ms);

describe("the span of a window", () => {
	test.each([
		["in the past", { opensAt: at(-MINUTE - 1) }, "past"],
		["15 days ahead", { opensAt: at(15 * DAY) }, "too_far_ahead"],
		[
			"that ends before it begins",
			{ closesAt: at(-1) },
			"ends_before_it_begins",
		],
		["that ends as it begins", { closesAt: now }, "ends_before_it_begins"],
		["of 59 seconds", { closesAt: at(59_000) }, "too_short"],
		["of 12 hours and a bit", { closesAt: at(12 * HOUR + 1) }, "too_long"],
	])("%s is refused", (_, asked, fault) => {
		expect(decide(asked)).toBe(fault);
	});

	test("at once, for so long; a minute late is still at once", () => {
		const whole = { opensAt: now, closesAt: at(4 * HOUR) };
		expect(decide({})).toEqual(whole);
		expect(decide({ opensAt: at(-MINUTE) })).toEqual(whole);
	});

	test("across a DST change its length is real time, whatever the clocks on the wall say", () => {
		const opensAt = instantAt("2026-03-29", "00:00", "Europe/Berlin");
		const closesAt = instantAt("2026-03-29", "04:00", "Europe/Berlin");
		expect(decide({ opensAt })).toEqual({
			opensAt,
			closesAt: addMs(opensAt, 4 * HOUR),
		});
		expect(decide({ opensAt, closesAt })).toEqual({ opensAt, closesAt });
		expect(closesAt.getTime() - opensAt.getTime()).toBe(3 * HOUR);
	});

	test("whatever is asked: a span of 1 minute to 12 hours that is not over, or a fault with a sentence", () => {
		const instant = fc
			.integer({ min: -20 * DAY, max: 20 * DAY })
			.map((ms) => at(ms));
		fc.assert(
			fc.property(
				fc.option(instant, { nil: undefined }),
				fc.option(instant, { nil: undefined }),
				fc.integer({ min: -10, max: 2000 }),
				(opensAt, closesAt, minutes) => {
					const span = decide({ opensAt, closesAt, minutes });
					if (typeof span === "string") {
						expect(SPAN_FAULTS[span]).toContain("window");
						return;
					}
					const lasts = span.closesAt.getTime() - span.opensAt.getTime();
					expect(lasts).toBeGreaterThanOrEqual(MINUTE);
					expect(lasts).toBeLessThanOrEqual(12 * HOUR);
					expect(span.opensAt.getTime()).toBeGreaterThanOrEqual(now.getTime());
				},
			),
		);
	});
});
