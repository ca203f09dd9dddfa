import Link from "next/link";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states/empty-state";
import { StatusChip } from "@/components/ui/status-chip";
import { type Column, DataTable } from "@/components/ui/tables/data-table";
import { formatDay } from "@/components/ui/time/format-time";
import { Time } from "@/components/ui/time/time";
import type { PastDay } from "@/lib/signoff/model";

const describeHash = ({ intact }: { intact: boolean }): string =>
	intact ? "as signed" : "changed since";

const columnsIn = (zone: string): readonly Column<PastDay>[] => [
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
		cell: ({ signed }) =>
			signed?.signedBy ?? <StatusChip tone="warn">not signed off</StatusChip>,
		csv: ({ signed }) => signed?.signedBy ?? "not signed off",
	},
	{
		id: "at",
		header: "Signed",
		cell: ({ signed }) =>
			signed && <Time iso={signed.signedAt} zone={zone} showZone={false} />,
		csv: ({ signed }) => signed?.signedAt ?? null,
	},
	{
		id: "intact",
		header: "Hash",
		cell: ({ signed }) =>
			signed && (
				<StatusChip tone={signed.intact ? "ok" : "bad"}>
					{describeHash(signed)}
				</StatusChip>
			),
		csv: ({ signed }) => signed && describeHash(signed),
	},
	{
		id: "sha",
		header: "SHA-256",
		cell: ({ signed }) =>
			signed && (
				<code className="font-mono text-xs" title={signed.sha256}>
					{signed.sha256.slice(0, 12)}…
				</code>
			),
		csv: ({ signed }) => signed?.sha256 ?? null,
	},
];

type HistoryProps = {
	days: readonly PastDay[];
	handle: string;
	zone: string;
	selectedDay: string | null;
};

/** The signed days, each checked against its hash, and those that ended unsigned; the newest first. */
export function SignOffHistory(props: HistoryProps) {
	const { days, handle, zone, selectedDay } = props;
	return (
		<Section title="Signed days">
			<DataTable
				stacked
				caption={`Signed and missed days of @${handle}, times in ${zone}`}
				columns={columnsIn(zone)}
				rows={days}
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
