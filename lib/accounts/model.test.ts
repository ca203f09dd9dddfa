import { expect, it } from "vitest";
import { Brand, Handle, Slots, TimeZone } from "./model";

it("sorts slots and keeps each once", () => {
	expect(Slots.parse(["18:00", "09:30", "18:00"])).toEqual(["09:30", "18:00"]);
});

it.each(["25:00", "24:00", "9:30", "09:60", "09:30:00", "", "noon"])(
	"refuses the slot %j, a local time that no day has",
	(slot) => expect(Slots.safeParse([slot]).success).toBe(false),
);

it("takes a slot that only some days lack", () => {
	expect(Slots.parse(["02:30"])).toEqual(["02:30"]);
});

it.each(["Mars/Olympus", "", "+02:00", "Europe/Berlin; DROP"])(
	"refuses the time zone %j",
	(zone) => expect(TimeZone.safeParse(zone).success).toBe(false),
);

it("brings handles into one form", () => {
	expect(Handle.parse(" @Acme.Daily ")).toBe("acme.daily");
	for (const bad of ["", "a b", "ä", ".a", "a.", "a..b", "a".repeat(31)])
		expect(Handle.safeParse(bad).success).toBe(false);
});

it("fills a brand from its name alone", () => {
	expect(Brand.parse({ name: "Acme" })).toMatchObject({
		language: "en",
		bannedWords: [],
		palette: { background: "#101828" },
	});
});
