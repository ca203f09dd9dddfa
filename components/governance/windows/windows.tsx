"use client";
import {
	describeAccounts,
	endOf,
	WINDOW_KINDS,
	WINDOW_STATES,
} from "@/components/governance/describe";
import { Disclosure } from "@/components/ui/overlays/disclosure";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states/empty-state";
import { StatusChip } from "@/components/ui/status-chip";
import { type Column, DataTable } from "@/components/ui/tables/data-table";
import { Time } from "@/components/ui/time/time";
import type { PanelView } from "@/lib/governance/panel/views";
import type { AccountPageView } from "@/lib/governance/panel/views-page";
import type { WindowView } from "@/lib/governance/panel/views-windows";
import { WindowCard } from "./card";
import { WindowStrip } from "./strip";

const isRunning = ({ status }: WindowView): boolean =>
	status === "open" || status === "upcoming";

const describeGrants = ({ grants }: WindowView): string =>
	grants
		.flatMap(({ signal, granted }) =>
			granted ? `${signal} by ${granted.by}` : [],
		)
		.join(", ");

const columnsIn = (zone: string): Column<WindowView>[] => [
	{
		id: "opens",
		header: "From",
		rowHeader: true,
		cell: ({ opensAt }) => <Time iso={opensAt} zone={zone} showZone={false} />,
		csv: ({ opensAt }) => opensAt,
	},
	{
		id: "closes",
		header: "Ended",
		cell: (window) => <Time iso={endOf(window)} zone={zone} showZone={false} />,
		csv: endOf,
	},
	{
		id: "state",
		header: "State",
		cell: ({ status }) => (
			<StatusChip tone={WINDOW_STATES[status].tone}>
				{WINDOW_STATES[status].word}
			</StatusChip>
		),
		csv: ({ status }) => status,
	},
	{
		id: "accounts",
		header: "Accounts",
		cell: ({ accounts }) => describeAccounts(accounts),
		csv: ({ accounts }) => describeAccounts(accounts),
	},
	{
		id: "reason",
		header: "Reason",
		className: "min-w-48 max-w-96 break-words",
		cell: ({ kind, reason, closeReason, review }) => (
			<>
				{WINDOW_KINDS[kind] && (
					<span className="block font-medium text-sm">
						{WINDOW_KINDS[kind].word}
					</span>
				)}
				{reason}
				{closeReason && (
					<span className="block text-ink-muted text-sm">
						ended: {closeReason}
					</span>
				)}
				{review?.done && (
					<span className="block text-ink-muted text-sm">
						reviewed by {review.done.by}
						{review.late && ", late"}: {review.done.note}
					</span>
				)}
			</>
		),
		csv: ({ reason }) => reason,
	},
	{
		id: "by",
		header: "Requested by",
		cell: ({ requestedBy }) => requestedBy,
		csv: ({ requestedBy }) => requestedBy,
	},
	{
		id: "grants",
		header: "Grants at its end",
		cell: (window) =>
			window.grants.filter(({ granted }) => granted).length === 0
				? "none"
				: `${window.grants.filter(({ granted }) => granted).length} of 3`,
		csv: describeGrants,
	},
];

type WindowsProps = { panel: PanelView; account: AccountPageView | null };

/** Windows that are open or to come, on a week's strip, and those of the last 30 days. */
export function Windows({ panel, account }: WindowsProps) {
	const zone = account?.zone ?? "UTC";
	const running = panel.windows.filter(isRunning);
	const past = panel.windows.filter((window) => !isRunning(window));
	return (
		<Section
			title="Approval windows"
			description="Between its two instants a window lends posts the signals that are granted in it. It closes by itself."
		>
			{running.length === 0 ? (
				<EmptyState title="No window is open or to come">
					Somebody requests one; then the three signals are granted in it, by at
					least two people.
				</EmptyState>
			) : (
				<div className="grid items-start gap-4 xl:grid-cols-2">
					{running.map((window) => (
						<WindowCard key={window.id} window={window} zone={zone} />
					))}
				</div>
			)}
			{account && <WindowStrip windows={panel.windows} account={account} />}
			{past.length === 0 ? (
				<p className="text-ink-muted">No window ended in the last 30 days.</p>
			) : (
				<Disclosure summary={`${past.length} ended in the last 30 days`}>
					<DataTable
						stacked
						caption={`Windows that ended in the last 30 days, times in ${zone}`}
						columns={columnsIn(zone)}
						rows={past}
						rowKey={({ id }) => id}
						exportName="approval-windows"
						empty={null}
					/>
				</Disclosure>
			)}
		</Section>
	);
}
