import { z } from "zod";
import { addMs, DAY, instantAt, MINUTE } from "@/lib/core/time";

const MAX_MINUTES = (30 * DAY) / MINUTE;

/** When a promise is for: an instant, so many minutes from now, or a wall-clock time of a zone. */
export const EtaInput = z.union([
	z.date(),
	z.iso.datetime({ offset: true }),
	z.object({ inMinutes: z.int().min(1).max(MAX_MINUTES) }),
	z.object({
		/** As a browser's field gives it: "2026-11-23T09:30". */
		local: z
			.string()
			.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, "a date and a time of day"),
		zone: z.string(),
	}),
]);
export type EtaInput = z.output<typeof EtaInput>;

export function etaInstant(eta: EtaInput, now: Date): Date {
	if (eta instanceof Date || typeof eta === "string") return new Date(eta);
	if ("inMinutes" in eta) return addMs(now, eta.inMinutes * MINUTE);
	const [day = "", time = ""] = eta.local.split("T");
	return instantAt(day, time, eta.zone);
}
