import { describeAnomaly } from "@/lib/checklists/items-anomalies";
import { describeFigures } from "@/lib/checklists/items-kpi";
import { localDay, localTime } from "@/lib/core/time";
import { hasNumbers } from "@/lib/insights/kpi/figures";
import type { KpiDayView } from "@/lib/insights/model";
import type { DayFacts } from "./model";

export type SummaryFacts = {
	handle: string;
	zone: string;
	day: string;
	kpi: KpiDayView;
	items: DayFacts["items"];
	incidents: DayFacts["incidents"];
};

/** The KPI and anomaly summary of a day, as it goes to the team channel: plain text, one fact a line. */
export const kpiSummary = (facts: SummaryFacts): string =>
	[
		`@${facts.handle}, ${facts.day}: KPIs of ${facts.kpi.day}`,
		hasNumbers(facts.kpi)
			? describeFigures(facts.kpi)
			: `not there yet (${facts.kpi.state})`,
		describeAnomalies(facts.kpi),
		describeIncidents(facts),
	].join("\n");

const describeAnomalies = (kpi: KpiDayView): string => {
	const { anomalies } = kpi;
	if (anomalies.length > 0)
		return `Anomalies: ${anomalies.map(describeAnomaly).join("; ")}`;
	return hasNumbers(kpi)
		? "Anomalies: none"
		: "Anomalies: cannot be judged yet";
};

const describeEta = (etaAt: string | null, zone: string): string => {
	if (etaAt === null) return "no ETA";
	const at = new Date(etaAt);
	return `ETA ${localDay(at, zone)} ${localTime(at, zone)} ${zone}`;
};

const describeIncidents = ({ incidents, zone }: SummaryFacts): string =>
	incidents.length === 0
		? "Open incidents: none"
		: `Open incidents: ${incidents
				.map(
					({ number, severity, title, owner, etaAt }) =>
						`#${number} SEV${severity} ${title} (${owner?.name ?? "no owner"}, ${describeEta(etaAt, zone)})`,
				)
				.join("; ")}`;

/** What the team reads when the day is signed: who, by which evidence, and the hash of what was frozen. */
export const signedSummary = (
	facts: SummaryFacts,
	signed: { by: string; sha256: string },
): string =>
	[
		`@${facts.handle}, ${facts.day}: signed off by ${signed.by}`,
		...facts.items.map(({ title, verdict, sentence, confirmation }) => {
			const note = confirmation?.note ? ` Note: ${confirmation.note}` : "";
			return `${verdict.toUpperCase()} ${title}: ${sentence}${note}`;
		}),
		describeIncidents(facts),
		`Snapshot SHA-256 ${signed.sha256}`,
	].join("\n");
