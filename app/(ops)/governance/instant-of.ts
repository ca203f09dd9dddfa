import { z } from "zod";
import { instantAt, isTimeZone, localTimeExists } from "@/lib/core/time";

const partsOf = (local: string): [day: string, time: string] => {
	const [day = "", time = ""] = local.split("T");
	return [day, time];
};

const DAY_AND_TIME = { error: "a date and a time of day", abort: true };

// The platform takes the 30th of February for the 2nd of March.
function isCalendarTime(local: string): boolean {
	const ms = Date.parse(`${local}:00Z`);
	return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(local);
}

const LocalMoment = z
	.object({
		/** As a browser's field gives it: "2026-11-23T09:30". */
		local: z
			.string()
			.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, DAY_AND_TIME)
			.refine(isCalendarTime, DAY_AND_TIME),
		zone: z.string().refine(isTimeZone, { error: "a time zone", abort: true }),
	})
	.superRefine(({ local, zone }, { addIssue }) => {
		const [day, time] = partsOf(local);
		if (!localTimeExists(day, time, zone))
			addIssue({
				code: "custom",
				path: ["local"],
				message: `the clocks go forward over ${time} on ${day} in ${zone}: this time does not exist`,
			});
	});
export type LocalMoment = z.input<typeof LocalMoment>;

/** The instant of a wall-clock time. Throws for one that a DST change leaves out; one that occurs twice is the earlier. */
export function instantOf(moment: LocalMoment): Date {
	const { local, zone } = LocalMoment.parse(moment);
	return instantAt(...partsOf(local), zone);
}
