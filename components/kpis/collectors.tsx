import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states/empty-state";
import { Missing } from "@/components/ui/states/missing";
import { StatusChip } from "@/components/ui/status-chip";
import { type Column, DataTable } from "@/components/ui/tables/data-table";
import { Time } from "@/components/ui/time/time";
import type { Tone } from "@/components/ui/tone";
import type { CollectorHealthView, KpiPageView } from "@/lib/insights/model";

const LOOK: Record<CollectorHealthView["state"], { tone: Tone; word: string }> =
	{
		ok: { tone: "ok", word: "collecting" },
		failing: { tone: "warn", word: "failing" },
		stale: { tone: "bad", word: "stale" },
		never: { tone: "warn", word: "has not run" },
	};

const NAME: Record<CollectorHealthView["collector"], string> = {
	snapshots: "Snapshots of posts",
	account_day: "Days of the account",
};

const columnsIn = (zone: string): readonly Column<CollectorHealthView>[] => [
	{
		id: "collector",
		header: "Collector",
		rowHeader: true,
		className: "whitespace-nowrap",
		cell: ({ collector }) => NAME[collector],
		csv: ({ collector }) => collector,
	},
	{
		id: "state",
		header: "State",
		cell: ({ state, fault }) => (
			<>
				<StatusChip tone={LOOK[state].tone}>{LOOK[state].word}</StatusChip>
				{fault && <p className="break-words text-ink-muted text-sm">{fault}</p>}
			</>
		),
		csv: ({ state }) => state,
	},
	{
		id: "succeeded",
		header: "Last success",
		cell: ({ succeededAt }) =>
			succeededAt ? (
				<Time iso={succeededAt} zone={zone} style="relative" />
			) : (
				<Missing why="never" />
			),
		csv: ({ succeededAt }) => succeededAt,
	},
	{
		id: "got",
		header: "Received of expected",
		align: "end",
		cell: ({ received, expected }) => `${received} of ${expected}`,
		csv: ({ received, expected }) => `${received} of ${expected}`,
	},
];

/** Is what is missing missing there, or are we not looking? */
export function Collectors({ view }: { view: KpiPageView }) {
	return (
		<Section
			title="Data health"
			description="Insights come up to 48 h late by the platform's own word; a silent collector is our fault, not lateness."
		>
			<DataTable
				caption={`Collectors of @${view.handle}`}
				captionHidden
				columns={columnsIn(view.zone)}
				rows={view.collectors}
				rowKey={({ collector }) => collector}
				exportName={`collectors-${view.handle}`}
				empty={
					<EmptyState title="Nothing is collected">
						The account is paused: resume it in the settings.
					</EmptyState>
				}
			/>
		</Section>
	);
}
