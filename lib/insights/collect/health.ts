import { COLLECTORS, type Collector } from "@/lib/insights/model";

/** A collector that has not succeeded for two of its intervals is stale; one that never ran has no health yet. */
export function healthState(
	collector: Collector,
	row: { succeededAt: Date | null; fault: string | null } | undefined,
	now: Date,
): "ok" | "failing" | "stale" | "never" {
	if (!row) return "never";
	const { intervalMs } = COLLECTORS[collector];
	const succeededMs = row.succeededAt?.getTime() ?? Number.NEGATIVE_INFINITY;
	if (now.getTime() - succeededMs > 2 * intervalMs) return "stale";
	return row.fault === null ? "ok" : "failing";
}
