"use client";
import { useQuery } from "@tanstack/react-query";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states/empty-state";
import { QueryFailed } from "@/components/ui/states/query-failed";
import { StatusChip } from "@/components/ui/status-chip";
import { type Column, DataTable } from "@/components/ui/tables/data-table";
import { Time } from "@/components/ui/time/time";
import type { Tone } from "@/components/ui/tone";
import { jobsQuery } from "@/lib/jobs/workers/queries";
import type { WorkerView } from "@/lib/jobs/workers/views";

const LOOK: Record<WorkerView["state"], { tone: Tone; word: string }> = {
	alive: { tone: "ok", word: "alive" },
	silent: { tone: "bad", word: "silent for more than 30 s" },
	stopped: { tone: "neutral", word: "stopped" },
};

const columns = (zone: string): readonly Column<WorkerView>[] => [
	{
		id: "worker",
		header: "Worker",
		rowHeader: true,
		cell: ({ host, pid }) => `${host}, process ${pid}`,
		csv: ({ host, pid }) => `${host} ${pid}`,
	},
	{
		id: "state",
		header: "State",
		cell: ({ state }) => (
			<StatusChip tone={LOOK[state].tone}>{LOOK[state].word}</StatusChip>
		),
		csv: ({ state }) => state,
	},
	{
		id: "beat",
		header: "Last sign of life",
		cell: ({ beatAt }) => <Time iso={beatAt} zone={zone} style="relative" />,
		csv: ({ beatAt }) => beatAt,
	},
	{
		id: "started",
		header: "Started",
		cell: ({ startedAt }) => (
			<Time iso={startedAt} zone={zone} showZone={false} />
		),
		csv: ({ startedAt }) => startedAt,
	},
];

/** The processes that do the work, as their heartbeats show them. */
export function WorkersScreen({ zone }: { zone: string }) {
	const { data, error, refetch } = useQuery(jobsQuery.workers());
	if (!data)
		return <QueryFailed what="The workers" error={error} retry={refetch} />;
	return (
		<Section
			title="Workers"
			description="Each writes a sign of life every 5 s; what a silent one held is released after 30 s. One is started with npm start, or npm run worker."
		>
			<DataTable
				stacked
				caption={`Workers of the last day; times in ${zone}`}
				columns={columns(zone)}
				rows={data}
				rowKey={({ id }) => id}
				exportName="workers"
				empty={
					<EmptyState title="No worker has been seen">
						Until one starts, runs wait and nothing is published.
					</EmptyState>
				}
			/>
		</Section>
	);
}
