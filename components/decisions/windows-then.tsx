import { SignalName } from "@/components/governance/signal-name";
import { StatusChip } from "@/components/ui/status-chip";
import { type Column, DataTable } from "@/components/ui/tables/data-table";
import { Time } from "@/components/ui/time/time";
import type { Tone } from "@/components/ui/tone";
import type {
	DecisionView,
	WindowThen,
} from "@/lib/governance/decisions/model";

const TONE: Record<WindowThen["status"], Tone> = {
	open: "live",
	upcoming: "info",
	expired: "neutral",
	closed: "neutral",
	withdrawn: "neutral",
};

const KIND: Record<WindowThen["kind"], string> = {
	normal: "any approved post",
	recovery: "recovery posts",
	break_glass: "break-glass",
};

const columnsIn = (zone: string): Column<WindowThen>[] => [
	{
		id: "opens",
		header: "From",
		rowHeader: true,
		cell: ({ opensAt }) => <Time iso={opensAt} zone={zone} showZone={false} />,
		csv: ({ opensAt }) => opensAt,
	},
	{
		id: "closes",
		header: "To",
		cell: ({ closesAt, closedAt }) => (
			<Time iso={closedAt ?? closesAt} zone={zone} showZone={false} />
		),
		csv: ({ closesAt }) => closesAt,
	},
	{
		id: "state",
		header: "State then",
		cell: ({ status, used }) => (
			<span className="inline-flex flex-wrap gap-1">
				<StatusChip tone={TONE[status]}>{status}</StatusChip>
				{used && <StatusChip tone="ok">rests on it</StatusChip>}
			</span>
		),
		csv: ({ status }) => status,
	},
	{
		id: "kind",
		header: "For",
		cell: ({ kind }) => KIND[kind],
		csv: ({ kind }) => kind,
	},
	{
		id: "posts",
		header: "Posts before",
		cell: ({ postsUsed, postCap }) =>
			postCap === null ? `${postsUsed}` : `${postsUsed} of ${postCap}`,
		csv: ({ postsUsed }) => postsUsed,
	},
	{
		id: "by",
		header: "Requested by",
		cell: ({ requestedBy }) => requestedBy,
		csv: ({ requestedBy }) => requestedBy,
	},
	{
		id: "grants",
		header: "Granted in it",
		cell: ({ grants }) =>
			grants.length === 0 ? (
				"nothing"
			) : (
				<ul className="space-y-1">
					{grants.map((grant) => (
						<li key={grant.signal} className="break-words">
							<SignalName signal={grant.signal} /> by {grant.by}
							{!grant.counted && ", who had lost the role for it"},{" "}
							<Time iso={grant.at} zone={zone} showZone={false} />
						</li>
					))}
				</ul>
			),
		csv: ({ grants }) =>
			grants.map(({ signal, by }) => `${signal} by ${by}`).join(", "),
	},
	{
		id: "fence",
		header: "Fence",
		cell: ({ id, revision }) => (
			<>
				<code className="select-all break-all font-mono text-xs">{id}</code>{" "}
				revision {revision}
			</>
		),
		csv: ({ id, revision }) => `${id} ${revision}`,
	},
];

/** The windows that could have lent the post its signals, as they stood. */
export function WindowsThen({ decision }: { decision: DecisionView }) {
	const { zone, windows, id } = decision;
	return (
		<DataTable
			stacked
			caption={`Windows for this post, from the 24 hours before, times in ${zone}`}
			columns={columnsIn(zone)}
			rows={windows}
			rowKey={(window) => window.id}
			exportName={`decision-${id}-windows`}
			empty={
				<p className="text-ink-muted">
					There was no window for this post, nor had there been one in the 24
					hours before.
				</p>
			}
		/>
	);
}
