import Link from "next/link";
import { DifferenceTable } from "@/components/audit/difference-table";
import { AuditLink } from "@/components/shell/audit-link";
import { Disclosure } from "@/components/ui/overlays/disclosure";
import { Section } from "@/components/ui/section";
import { type Column, DataTable } from "@/components/ui/tables/data-table";
import { Time } from "@/components/ui/time/time";
import type { AuditView } from "@/lib/audit/views";
import { SignalName } from "./signal-name";

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
		cell: (event) => {
			const signal = signalOf(event);
			return (
				<>
					<code className="font-mono text-sm">{event.action}</code>
					{signal && (
						<span className="block text-ink-muted">
							<SignalName signal={signal} />
						</span>
					)}
				</>
			);
		},
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

const WHOLE = [
	{ subject: "window", word: "windows" },
	{ subject: "halt", word: "halts" },
	{ subject: "hold", word: "policy holds" },
];

function WholeHistory() {
	return (
		<span className="flex flex-wrap items-center gap-x-3">
			All of it is in the audit log:
			{WHOLE.map(({ subject, word }) => (
				<Link
					key={subject}
					href={`/audit?subject=${subject}`}
					className="prose-link inline-flex items-center pointer-coarse:min-h-11"
				>
					{word}
				</Link>
			))}
		</span>
	);
}

type HistoryProps = { events: readonly AuditView[]; zone: string };

/** The latest acts on windows, broken glass, halts, holds and budgets; on a phone the last three. */
export function GovernanceHistory({ events, zone }: HistoryProps) {
	return (
		<Section
			title="History"
			description={<WholeHistory />}
			className="max-sm:[&_tbody>tr:nth-child(n+4)]:hidden"
		>
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
