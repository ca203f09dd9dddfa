import Link from "next/link";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states/empty-state";
import { StatusChip } from "@/components/ui/status-chip";
import { DataTable } from "@/components/ui/tables/data-table";
import { Time } from "@/components/ui/time/time";
import type { Tone } from "@/components/ui/tone";
import type { OperationView } from "@/lib/jobs/operations/operation";

type OperationsTableProps = {
	operations: readonly OperationView[];
	zone: string;
};

const TONE: Record<OperationView["state"], Tone> = {
	running: "info",
	succeeded: "ok",
	failed: "bad",
};

/** What was started from a terminal, with the trace that leads to its audit events. */
export function OperationsTable({ operations, zone }: OperationsTableProps) {
	return (
		<Section title="Operations from a terminal">
			<DataTable
				stacked
				caption="The newest operations"
				captionHidden
				exportName="operations"
				rows={operations}
				rowKey={({ id }) => id}
				empty={
					<EmptyState title="No operation yet">
						Every ops command that somebody runs is listed here.
					</EmptyState>
				}
				columns={[
					{
						id: "command",
						header: "Command",
						rowHeader: true,
						cell: ({ command }) => <code className="font-mono">{command}</code>,
						csv: ({ command }) => command,
					},
					{
						id: "who",
						header: "Who",
						cell: ({ actor }) => actor,
						csv: ({ actor }) => actor,
					},
					{
						id: "at",
						header: "Started",
						cell: ({ startedAt }) => <Time iso={startedAt} zone={zone} />,
						csv: ({ startedAt }) => startedAt,
					},
					{
						id: "state",
						header: "State",
						cell: ({ state }) => (
							<StatusChip tone={TONE[state]}>{state}</StatusChip>
						),
						csv: ({ state }) => state,
					},
					{
						id: "summary",
						header: "Result",
						cell: ({ summary }) => summary ?? "",
						csv: ({ summary }) => summary,
					},
					{
						id: "trace",
						header: "Trace",
						cell: ({ trace }) => (
							<Link href={`/audit?trace=${trace}`} className="prose-link">
								audit
							</Link>
						),
						csv: ({ trace }) => trace,
					},
				]}
			/>
		</Section>
	);
}
