"use client";
import { useQuery } from "@tanstack/react-query";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states/empty-state";
import { QueryFailed } from "@/components/ui/states/query-failed";
import { DataTable } from "@/components/ui/tables/data-table";
import { pipelineQuery } from "@/lib/pipeline/queries";
import { type AddSourceAct, AddSourceDialog } from "./add-source-dialog";
import { RefreshSources, type RefreshSourcesAct } from "./refresh-sources";
import { signalColumns } from "./signal-columns";
import { sourceColumns } from "./source-columns";
import type { UpdateSourceAct } from "./source-switch";

export type SourceActs = {
	add: AddSourceAct;
	update: UpdateSourceAct;
	refresh: RefreshSourcesAct;
};

type SourcesScreenProps = {
	handles: readonly (readonly [id: string, handle: string])[];
	acts: SourceActs;
};

/** Where the trends come from, whether they still do, and what they brought. */
export function SourcesScreen({ handles, acts }: SourcesScreenProps) {
	const { data, error, refetch } = useQuery(pipelineQuery.sources());
	if (!data)
		return <QueryFailed what="The sources" error={error} retry={refetch} />;
	const { sources, signals, places, zone } = data;
	const update = data.addRefusal === null ? acts.update : null;
	const names = new Map(sources.map(({ id, name }) => [id, name]));
	const add = data.addRefusal === null && places.length > 0 && (
		<AddSourceDialog places={places} add={acts.add} />
	);
	return (
		<>
			<Section
				title="Trend sources"
				description={
					data.addRefusal && `You cannot change sources: ${data.addRefusal}.`
				}
				actions={
					<>
						{data.refreshRefusal === null && (
							<RefreshSources refresh={acts.refresh} />
						)}
						{add}
					</>
				}
			>
				<DataTable
					stacked
					caption="Trend sources and their health"
					captionHidden
					columns={sourceColumns({ zone, handles: new Map(handles), update })}
					rows={sources}
					rowKey={({ id }) => id}
					exportName="sources"
					empty={
						<EmptyState title="No source yet" action={add}>
							Without a source, runs work from the topic alone.
						</EmptyState>
					}
				/>
			</Section>
			<Section
				title="Best items of the last 7 days"
				description="Scored by momentum and by how well they match the niche; empty slots are filled from these."
			>
				<DataTable
					stacked
					caption="Best items of the last 7 days"
					captionHidden
					columns={signalColumns(zone, names)}
					rows={signals}
					rowKey={({ id }) => id}
					exportName="signals"
					empty={
						<EmptyState title="Nothing was observed yet">
							Items appear when the sources are read.
						</EmptyState>
					}
				/>
			</Section>
		</>
	);
}
