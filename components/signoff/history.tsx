import Link from "next/link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDay } from "@/components/ui/format-time";
import { Section } from "@/components/ui/section";
import { StatusChip } from "@/components/ui/status-chip";
import { Time } from "@/components/ui/time";
import type { SignedView } from "@/lib/signoff/model";

const columnsIn = (zone: string): readonly Column<SignedView>[] => [
	{
		id: "day",
		header: "Day",
		rowHeader: true,
		className: "whitespace-nowrap",
		cell: ({ day, accountId }) => (
			<Link
				href={`/signoff?account=${accountId}&day=${day}`}
				className="prose-link"
			>
				{formatDay(day)}
			</Link>
		),
		csv: ({ day }) => day,
	},
	{
		id: "by",
		header: "Signed by",
		className: "whitespace-nowrap",
		cell: ({ signedBy }) => signedBy,
		csv: ({ signedBy }) => signedBy,
	},
	{
		id: "at",
		header: "Signed",
		cell: ({ signedAt }) => (
			<Time iso={signedAt} zone={zone} showZone={false} />
		),
		csv: ({ signedAt }) => signedAt,
	},
	{
		id: "intact",
		header: "Hash",
		cell: ({ intact }) => (
			<StatusChip tone={intact ? "ok" : "bad"}>
				{intact ? "as signed" : "changed since"}
			</StatusChip>
		),
		csv: ({ intact }) => (intact ? "as signed" : "changed since"),
	},
	{
		id: "sha",
		header: "SHA-256",
		cell: ({ sha256 }) => (
			<code className="font-mono text-xs" title={sha256}>
				{sha256.slice(0, 12)}…
			</code>
		),
		csv: ({ sha256 }) => sha256,
	},
];

type HistoryProps = {
	signed: readonly SignedView[];
	handle: string;
	zone: string;
	selectedDay: string | null;
};

/** The signed days, the newest first; each is checked against its hash. */
export function SignOffHistory(props: HistoryProps) {
	const { signed, handle, zone, selectedDay } = props;
	return (
		<Section title="Signed days">
			<DataTable
				stacked
				caption={`Signed days of @${handle}, times in ${zone}`}
				columns={columnsIn(zone)}
				rows={signed}
				rowKey={({ day }) => day}
				selectedKey={selectedDay ?? undefined}
				exportName={`signoffs-${handle}`}
				empty={
					<EmptyState title="No day was signed yet">
						A signed day stands here for good, with what was true when it was
						signed.
					</EmptyState>
				}
			/>
		</Section>
	);
}
