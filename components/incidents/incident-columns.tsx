import Link from "next/link";
import { Missing } from "@/components/ui/states/missing";
import type { Column } from "@/components/ui/tables/data-table";
import { Time } from "@/components/ui/time/time";
import type { IncidentView } from "@/lib/incidents/model";
import { foundBy } from "./appearance";
import { Eta } from "./eta";
import { SeverityChip, StateChip } from "./severity-chip";

type Scope = {
	zone: string;
	/** The URL's query of an incident's page. */
	query: string;
	handleOf: (accountId: string | null) => string;
};

/** The columns of a list of incidents; what one needs on a phone stands first. */
export const incidentColumns = ({
	zone,
	query,
	handleOf,
}: Scope): readonly Column<IncidentView>[] => [
	{
		id: "severity",
		header: "Severity",
		cell: ({ severity }) => <SeverityChip severity={severity} />,
		csv: ({ severity }) => `SEV${severity}`,
	},
	{
		id: "incident",
		header: "Incident",
		rowHeader: true,
		className: "min-w-48",
		cell: ({ number, title }) => (
			<Link
				href={`/incidents/${number}${query}`}
				className="prose-link break-words font-medium"
			>
				#{number} {title}
			</Link>
		),
		csv: ({ number, title }) => `#${number} ${title}`,
	},
	{
		id: "state",
		header: "State",
		cell: ({ state }) => <StateChip state={state} />,
		csv: ({ state }) => state,
	},
	{
		id: "owner",
		header: "Owner",
		className: "whitespace-nowrap",
		cell: ({ owner }) => owner?.name ?? <Missing why="no owner" />,
		csv: ({ owner }) => owner?.name ?? null,
	},
	{
		id: "eta",
		header: "ETA",
		className: "whitespace-nowrap",
		cell: (incident) => <Eta incident={incident} zone={zone} />,
		csv: ({ etaAt }) => etaAt,
	},
	{
		id: "account",
		header: "Account",
		className: "whitespace-nowrap",
		cell: ({ accountId }) => handleOf(accountId),
		csv: ({ accountId }) => handleOf(accountId),
	},
	{
		id: "opened",
		header: "Opened",
		cell: ({ openedAt }) => (
			<Time iso={openedAt} zone={zone} showZone={false} />
		),
		csv: ({ openedAt }) => openedAt,
	},
	{
		id: "by",
		header: "Found by",
		className: "whitespace-nowrap",
		cell: ({ detector }) => foundBy(detector),
		csv: ({ detector }) => foundBy(detector),
	},
];
