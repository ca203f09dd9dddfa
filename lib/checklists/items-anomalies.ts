import type { IncidentView } from "@/lib/incidents/model";
import { hasNumbers } from "@/lib/insights/kpi/figures";
import type { Anomaly, DataState } from "@/lib/insights/model";
import type { ItemAnswer } from "./model";

export type CaredFor = Pick<
	IncidentView,
	"number" | "owner" | "etaAt" | "etaPassed"
>;

export type AnomalyFacts = {
	anomalies: readonly Anomaly[];
	/** Causes that an incident was opened for, in whatever state. */
	lookedAt: ReadonlySet<string>;
	openIncidents: readonly CaredFor[];
	kpiState: DataState;
};

/** The cause of the incident in which somebody looks into an anomaly. */
export const causeOfAnomaly = ({ metric, day }: Anomaly): string =>
	`anomaly:${day}:${metric}`;

/** Has the incident somebody who looks after it, and a promise that is not broken? */
export const isCaredFor = ({ owner, etaAt, etaPassed }: CaredFor): boolean =>
	owner !== null && etaAt !== null && !etaPassed;

/**
 * Every anomaly has been looked at in an incident, every open incident has an owner and a standing
 * ETA. A fall on a day that the platform is still counting is late, not failed (R8).
 */
export function decideAnomalies(facts: AnomalyFacts, now: Date): ItemAnswer {
	const { anomalies, lookedAt, openIncidents, kpiState } = facts;
	const open = anomalies.filter(
		(anomaly) => !lookedAt.has(causeOfAnomaly(anomaly)),
	);
	const unvalidated = open.filter(({ counting }) => !counting);
	const provisional = open.filter(({ counting }) => counting);
	const uncared = openIncidents.filter((incident) => !isCaredFor(incident));
	const numbers = uncared.map(({ number }) => `#${number}`);
	const base = {
		observedAt: now.toISOString(),
		evidence: {
			anomalies: anomalies.map(causeOfAnomaly),
			unvalidated: unvalidated.map(causeOfAnomaly),
			provisional: provisional.map(causeOfAnomaly),
			openIncidents: openIncidents.length,
			uncared: numbers,
		},
	};
	if (uncared.length > 0)
		return {
			...base,
			verdict: "fail",
			sentence: `Without an owner or a standing ETA: ${numbers.join(", ")}.`,
			link: "/incidents",
			mend: "assign-incident",
		};
	if (unvalidated.length > 0)
		return {
			...base,
			verdict: "fail",
			sentence: `Not looked at: ${unvalidated.map(describeAnomaly).join(", ")}.`,
			link: "/kpis",
			mend: "open-incident",
		};
	const late = describeLate(provisional, kpiState);
	return {
		...base,
		verdict: late ? "late" : "pass",
		sentence: `${describeCared(openIncidents.length)}; ${late ?? describeLookedAt(anomalies.length)}.`,
		link: provisional.length > 0 ? "/kpis" : "/incidents",
		mend: null,
	};
}

function describeLate(
	provisional: readonly Anomaly[],
	kpiState: DataState,
): string | null {
	if (provisional.length > 0)
		return `no alarm yet: ${provisional.map(describeAnomaly).join(", ")}`;
	return hasNumbers({ state: kpiState })
		? null
		: "the day's KPIs are not there yet to be judged";
}

const describeCared = (open: number): string =>
	open === 0
		? "No open incident"
		: `${open} open ${open === 1 ? "incident" : "incidents"}, with owner and ETA`;

const describeLookedAt = (count: number): string =>
	count === 0
		? "no anomaly in the last days"
		: `${count} ${count === 1 ? "anomaly" : "anomalies"} in the last days, looked at`;

export const describeAnomaly = (anomaly: Anomaly): string => {
	const { metric, day, dropPercent, counting } = anomaly;
	const label = counting ? ", still being counted" : "";
	return `${metric} ${dropPercent} % below its median on ${day}${label}`;
};
