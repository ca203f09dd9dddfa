import { expect, it } from "vitest";
import { LocalSlot, slotFromLocal } from "./local-slot";

const berlin = "Europe/Berlin";

it("reads a local slot in its zone", () => {
	const at = slotFromLocal({ day: "2026-11-23", time: "09:30" }, berlin);
	expect(at.toISOString()).toBe("2026-11-23T08:30:00.000Z");
});

it("refuses a time that the clocks skip, and names one that exists", () => {
	expect(() =>
		slotFromLocal({ day: "2027-03-28", time: "02:30" }, berlin),
	).toThrow(/02:30 does not exist on 2027-03-28.*03:30/);
});

it("takes the earlier of a time that occurs twice", () => {
	const at = slotFromLocal({ day: "2026-10-25", time: "02:30" }, berlin);
	expect(at.toISOString()).toBe("2026-10-25T00:30:00.000Z");
});

it.each([
	{ day: "2026-02-30", time: "09:30" },
	{ day: "tomorrow", time: "09:30" },
	{ day: "2026-11-23", time: "24:00" },
	{ day: "2026-11-23", time: "9:30" },
])("refuses what is no day or no time: %j", (slot) => {
	expect(LocalSlot.safeParse(slot).success).toBe(false);
});
