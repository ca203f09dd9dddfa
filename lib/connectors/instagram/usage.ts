import { z } from "zod";
import { parseJson } from "@/lib/core/parse-json";

/** One rate-limit reading; percents of 100 (§2). */
type UsageReading = {
	source: "app" | "business";
	/** Business object id, null for the application. */
	objectId: string | null;
	/** "instagram" is documented; unknown types are kept as they came. */
	type: string | null;
	percent: number;
	regainMinutes: number;
};

export type RateUsage = {
	/** The highest reading; null when the platform sent none (it does only after enough calls). */
	percent: number | null;
	/** Minutes until calls are allowed again, the longest of the readings. */
	regainMinutes: number | null;
	readings: readonly UsageReading[];
};

const count = z.number().catch(0);
const AppUsage = z.object({
	call_count: count,
	total_time: count,
	total_cputime: count,
});
const BusinessUsage = z.record(
	z.string(),
	z.array(
		AppUsage.extend({
			type: z.string().nullable().catch(null),
			estimated_time_to_regain_access: count,
		}),
	),
);

/** Reads `X-App-Usage` and `X-Business-Use-Case-Usage`; a header that does not parse counts as absent. */
export function parseUsage(headers: Headers): RateUsage {
	const readings = [
		...appReadings(headers.get("x-app-usage")),
		...businessReadings(headers.get("x-business-use-case-usage")),
	];
	if (readings.length === 0)
		return { percent: null, regainMinutes: null, readings };
	return {
		percent: Math.max(...readings.map((reading) => reading.percent)),
		regainMinutes: Math.max(...readings.map((r) => r.regainMinutes)),
		readings,
	};
}

const percentOf = (usage: z.output<typeof AppUsage>): number =>
	Math.max(usage.call_count, usage.total_time, usage.total_cputime);

function appReadings(header: string | null): UsageReading[] {
	const parsed = AppUsage.safeParse(parseJson(header));
	if (!parsed.success) return [];
	return [
		{
			source: "app",
			objectId: null,
			type: null,
			percent: percentOf(parsed.data),
			regainMinutes: 0,
		},
	];
}

function businessReadings(header: string | null): UsageReading[] {
	const parsed = BusinessUsage.safeParse(parseJson(header));
	if (!parsed.success) return [];
	return Object.entries(parsed.data).flatMap(([objectId, list]) =>
		list.map((usage) => ({
			source: "business" as const,
			objectId,
			type: usage.type,
			percent: percentOf(usage),
			regainMinutes: usage.estimated_time_to_regain_access,
		})),
	);
}
