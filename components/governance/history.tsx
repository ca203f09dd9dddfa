import { DifferenceTable } from "@/components/audit/difference-table";
import { AuditLink } from "@/components/shell/audit-link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Disclosure } from "@/components/ui/disclosure";
import { Section } from "@/components/ui/section";
import { Time } from "@/components/ui/time";
import type { AuditView } from "@/lib/audit/views";

/** The signal that a grant was about, wherever the event keeps it. */
function signalOf(event: AuditView): string | null {
	for (const part of [event.after, event.before, event.facts])
		if (part && typeof part === "object" && "signal" in part)
			return String(part.signal);
	return null;
}

const columnsIn = (zone: string): Column<AuditView>[] => [
	{
		id: "at",
		header: "When",
		rowHeader: true,
		cell: ({ at }) => <Time iso={at} zone={zone} showZone={false} />,
		csv: ({ at }) => at,
	},
	{
		id: "who",
		header: "Who",
		cell: ({ actorName }) => actorName,
		csv: ({ actorName }) => actorName,
	},
	{
		id: "what",
		header: "What",
		cell: (event) => (
			<>
				<code className="font-mono text-sm">{event.action}</code>
				<span className="block break-all text-ink-muted text-xs">
					{signalOf(event)}
				</span>
			</>
		),
		csv: ({ action }) => action,
	},
	{
		id: "reason",
		header: "Reason",
		className: "min-w-48 max-w-96 break-words",
		cell: ({ reason }) => reason ?? "",
		csv: ({ reason }) => reason,
	},
	{
		id: "difference",
		header: "What it changed",
		className: "min-w-40",
		cell: ({ before, after }) =>
			before === null && after === null ? null : (
				<Disclosure summary="before and after">
					<DifferenceTable before={before} after={after} />
				</Disclosure>
			),
		csv: ({ before, after }) => JSON.stringify({ before, after }),
	},
	{
		id: "event",
		header: "Proof",
		cell: ({ seq }) => <AuditLink seq={seq} />,
		csv: ({ seq }) => seq,
	},
];

type HistoryProps = { events: readonly AuditView[]; zone: string };

/** The latest acts on windows, broken glass, halts, holds and budgets. */
export function GovernanceHistory({ events, zone }: HistoryProps) {
	return (
		<Section title="History" description="Every act here is in the audit log.">
			<DataTable
				stacked
				caption={`The latest governance acts, times in ${zone}`}
				columns={columnsIn(zone)}
				rows={events}
				rowKey={({ seq }) => seq}
				exportName="governance-history"
				empty={<p className="text-ink-muted">Nothing has been done yet.</p>}
			/>
		</Section>
	);
}
