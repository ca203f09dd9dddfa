import { digestOf } from "@/lib/core/canonical-json";
import type { Evidence, IncidentSeverity } from "@/lib/incidents/model";

type Seen = { severity: IncidentSeverity; evidence: Evidence };

/**
 * Does a finding say more than the open incident of its cause: worse, more failures, other workers
 * silent? That the hour moves on, or that things get better, is no news.
 */
export function isNews(known: Seen, found: Seen): boolean {
	if (found.severity < known.severity) return true;
	if (count(found.evidence) > count(known.evidence)) return true;
	return silence(found.evidence) !== silence(known.evidence);
}

const count = ({ failures }: Evidence): number =>
	typeof failures === "number" ? failures : 0;

// While nobody works a crash loop leaves another dead worker every few seconds: that is no news.
const silence = ({ alive, silent, workWaits }: Evidence): string =>
	digestOf(alive === 0 ? { workWaits } : { silent, workWaits });
