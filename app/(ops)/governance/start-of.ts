import { z } from "zod";
import { instantAt } from "@/lib/core/time";

const LocalStart = z.object({
	/** As a browser's field gives it: "2026-11-23T09:30". */
	local: z
		.string()
		.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, "a date and a time of day"),
	zone: z.string(),
});
export type LocalStart = z.input<typeof LocalStart>;

/** The instant of a wall-clock start; absent means now. */
export function startOf(start: LocalStart | null): { opensAt?: Date } {
	if (!start) return {};
	const { local, zone } = LocalStart.parse(start);
	const [day = "", time = ""] = local.split("T");
	return { opensAt: instantAt(day, time, zone) };
}
