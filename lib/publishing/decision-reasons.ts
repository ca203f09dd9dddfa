import type { Json } from "@/lib/core/canonical-json";
import type { GateDecision } from "@/lib/governance/model";
import { sayReasons } from "@/lib/governance/sentences";

const TIMES = new Set(["closesAt", "until", "slotAt"]);

/** A decision record's reasons, as sentences. The record was written from a `GateDecision`, times as ISO strings. */
export function sayRecorded(record: { mode: string; reasons: Json }): string[] {
	const text = JSON.stringify({ ...Object(record.reasons), mode: record.mode });
	const decision: GateDecision = JSON.parse(text, (key, value) =>
		TIMES.has(key) && typeof value === "string" ? new Date(value) : value,
	);
	return sayReasons(decision);
}
