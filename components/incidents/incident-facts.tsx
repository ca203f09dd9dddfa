import Link from "next/link";
import {
	type Description,
	DescriptionList,
} from "@/components/ui/description-list";
import { Section } from "@/components/ui/section";
import { Missing } from "@/components/ui/states/missing";
import { StatusChip } from "@/components/ui/status-chip";
import { formatDuration } from "@/components/ui/time/format-time";
import { Time } from "@/components/ui/time/time";
import type { IncidentPageView } from "@/lib/incidents/incident/views-page";
import type { Evidence } from "@/lib/incidents/model";
import { foundBy, SEVERITY_LOOK } from "./appearance";
import { Eta } from "./eta";
import { SeverityChip, StateChip } from "./severity-chip";

type FactsProps = { incident: IncidentPageView; zone: string };

const EVIDENCE_WORDS: Readonly<Record<string, string>> = {
	windowMinutes: "Counted over, minutes",
	failurePercent: "Failed, %",
	atLeastPercent: "Failure rate at least, %",
	lowEvidence: "Few attempts, to be confirmed",
};

/** "workWaits" as "Work waits". */
const wordsOf = (name: string): string => {
	const known = EVIDENCE_WORDS[name];
	if (known) return known;
	const words = name.replace(/[A-Z]/g, (big) => ` ${big.toLowerCase()}`);
	return words.charAt(0).toUpperCase() + words.slice(1);
};

const describeEvidence = (value: Evidence[string]): string => {
	if (value === null) return "—";
	if (typeof value === "boolean") return value ? "yes" : "no";
	return Array.isArray(value) ? value.join(", ") || "none" : String(value);
};

/** How long a span of the incident was; while it runs there is no number yet. */
function span(from: string, to: string | null): string | null {
	if (to === null) return null;
	return `after ${formatDuration(Date.parse(to) - Date.parse(from))}`;
}

function timesOf({ incident, zone }: FactsProps): Description[] {
	const { openedAt, impactStartedAt, acknowledgedAt, resolvedAt } = incident;
	const impact = impactStartedAt ?? openedAt;
	return [
		{
			term: "Impact since",
			value: impactStartedAt ? (
				<Time iso={impactStartedAt} zone={zone} showZone={false} />
			) : (
				<Missing why="no data says when; counted from the opening" />
			),
		},
		{
			term: "Opened",
			value: <Time iso={openedAt} zone={zone} showZone={false} />,
		},
		{
			term: "Acknowledged",
			value: span(openedAt, acknowledgedAt) ?? <Missing why="nobody has yet" />,
		},
		{
			term: "Resolved",
			value: span(impact, resolvedAt) ?? <Missing why="not resolved yet" />,
		},
	];
}

const factsOf = ({ incident, zone }: FactsProps): Description[] => [
	{
		term: "State",
		value: <StateChip state={incident.state} />,
	},
	{
		term: "Severity",
		value: (
			<>
				<SeverityChip severity={incident.severity} />{" "}
				{SEVERITY_LOOK[incident.severity].means}
			</>
		),
	},
	{
		term: "Owner",
		value: incident.owner?.name ?? <Missing why="nobody: give it one" />,
	},
	{ term: "ETA", value: <Eta incident={incident} zone={zone} /> },
	{
		term: "Account",
		value: incident.handle ? `@${incident.handle}` : "every account",
	},
	...timesOf({ incident, zone }),
	{ term: "Found by", value: foundBy(incident.detector) },
	...Object.entries(incident.evidence).map(([name, value]) => ({
		term: wordsOf(name),
		value: describeEvidence(value),
	})),
	{
		term: "Audit",
		value: (
			<Link
				href={`/audit?subject=incident&id=${incident.id}`}
				className="prose-link"
			>
				Everything that happened
			</Link>
		),
	},
];

function Promises({ incident, zone }: FactsProps) {
	const { etas, slips } = incident;
	if (etas.length === 0) return null;
	return (
		<div className="space-y-1">
			<h3 className="font-semibold">
				ETAs promised: {etas.length}, of which {slips} slipped
			</h3>
			<ol className="space-y-1">
				{etas.map(({ etaAt, setAt, setByName, reason, slipped }) => (
					<li key={setAt} className="break-words">
						<Time iso={etaAt} zone={zone} showZone={false} />{" "}
						{slipped && <StatusChip tone="warn">slipped</StatusChip>}
						<span className="block text-ink-muted text-sm">
							{setByName}, <Time iso={setAt} zone={zone} style="relative" />
							{reason && `: ${reason}`}
						</span>
					</li>
				))}
			</ol>
		</div>
	);
}

/** How it stands, what was seen, what was promised. */
export function IncidentFacts(props: FactsProps) {
	return (
		<Section
			title="This incident"
			description={`Times in ${props.zone}`}
			className="min-w-0"
		>
			<DescriptionList items={factsOf(props)} />
			<Promises {...props} />
		</Section>
	);
}
