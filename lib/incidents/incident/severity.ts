import type { IncidentSeverity } from "@/lib/incidents/model";

/** Outcomes of live publish attempts in the watched hour, oldest first. */
export type Outcomes = readonly {
	accountId: string;
	failed: boolean;
	at: Date;
}[];

const LOW_VOLUME = 20;
const RUN = 3;

/**
 * How bad a failure spike is by its evidence (§4.2): all of the last three or more over
 * two or more accounts SEV1; two failures, SEV2; a single one among fewer than 20 attempts, SEV3.
 */
export function severityOfFailures(outcomes: Outcomes): IncidentSeverity {
	const failures = outcomes.filter(({ failed }) => failed).length;
	if (allLastFailedWidely(outcomes)) return 1;
	return failures >= 2 ? 2 : 3;
}

function allLastFailedWidely(outcomes: Outcomes): boolean {
	const lastSuccess = outcomes.findLastIndex(({ failed }) => !failed);
	const failing = outcomes.slice(lastSuccess + 1);
	const accounts = new Set(failing.map(({ accountId }) => accountId));
	return failing.length >= RUN && accounts.size >= 2;
}

/** Is this too little to be sure of: one failure among fewer than 20 attempts? */
export const isLowEvidence = (attempts: number, failures: number): boolean =>
	attempts < LOW_VOLUME && failures < 2;

const Z = 1.6448536269514722;

/** Wilson's one-sided 95 % lower bound of a failure rate, 0..1; null without attempts (R9). */
export function wilsonLowerBound(
	failures: number,
	attempts: number,
): number | null {
	if (attempts === 0) return null;
	const rate = failures / attempts;
	const z2 = Z * Z;
	const centre = rate + z2 / (2 * attempts);
	const spread =
		Z * Math.sqrt((rate * (1 - rate) + z2 / (4 * attempts)) / attempts);
	return Math.max(0, (centre - spread) / (1 + z2 / attempts));
}
