import { SignalName } from "@/components/governance/signal-name";
import { StatusChip } from "@/components/ui/status-chip";
import { type Column, DataTable } from "@/components/ui/tables/data-table";
import { Time } from "@/components/ui/time/time";
import type {
	DecisionView,
	SignalThen,
} from "@/lib/governance/decisions/model";

const SOURCE: Record<SignalThen["source"], string> = {
	environment: "environment of every worker",
	window: "window",
	none: "nowhere",
};

const columnsIn = (zone: string): Column<SignalThen>[] => [
	{
		id: "signal",
		header: "Signal",
		rowHeader: true,
		cell: ({ signal }) => <SignalName signal={signal} />,
		csv: ({ signal }) => signal,
	},
	{
		id: "state",
		header: "State",
		cell: ({ on }) => (
			<StatusChip tone={on ? "ok" : "warn"}>{on ? "on" : "off"}</StatusChip>
		),
		csv: ({ on }) => (on ? "on" : "off"),
	},
	{
		id: "source",
		header: "From",
		cell: ({ source }) => SOURCE[source],
		csv: ({ source }) => SOURCE[source],
	},
	{
		id: "grantor",
		header: "Granted by",
		cell: ({ grantedBy, grantedAt }) =>
			grantedBy && (
				<>
					{grantedBy}
					{grantedAt && (
						<>
							, <Time iso={grantedAt} zone={zone} showZone={false} />
						</>
					)}
				</>
			),
		csv: ({ grantedBy }) => grantedBy,
	},
	{
		id: "why",
		header: "Until, or why not",
		className: "min-w-48 max-w-96 break-words",
		cell: ({ until, why }) =>
			until ? <Time iso={until} zone={zone} showZone={false} /> : why,
		csv: ({ until, why }) => until ?? why,
	},
];

/** The three signals as the gate found them. */
export function SignalsThen({ decision }: { decision: DecisionView }) {
	const { zone, signals, id } = decision;
	return (
		<DataTable
			stacked
			caption={`Gate signals as they were found, times in ${zone}`}
			columns={columnsIn(zone)}
			rows={signals}
			rowKey={({ signal }) => signal}
			exportName={`decision-${id}-signals`}
			empty={null}
		/>
	);
}
