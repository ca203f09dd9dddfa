import { z } from "zod";
import { AppError } from "@/lib/core/errors";
import { instantAt, localTime, localTimeExists } from "@/lib/core/time";

/** A slot as a person writes it, in the account's zone. */
export const LocalSlot = z.object({
	day: z.iso.date("a day like 2026-11-23"),
	time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time like 09:30"),
});
export type LocalSlot = z.output<typeof LocalSlot>;

/**
 * The instant of a local slot; of a time that occurs twice the earlier.
 * Throws `bad_input` for a time that the zone skips that day.
 */
export function slotFromLocal({ day, time }: LocalSlot, zone: string): Date {
	const at = instantAt(day, time, zone);
	if (localTimeExists(day, time, zone)) return at;
	throw new AppError(
		"bad_input",
		`${time} does not exist on ${day} in ${zone}, the clocks go forward: choose another time, as ${localTime(at, zone)}`,
	);
}
