"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { BulkBar } from "@/components/queue/bulk/bar";
import { PostPanel } from "@/components/queue/panel/panel";
import { QueuePlan } from "@/components/queue/plan/plan";
import { postColumns } from "@/components/queue/table/columns";
import { Headroom } from "@/components/queue/table/headroom";
import { useHeldRows } from "@/components/shell/live/use-held-rows";
import { Banner } from "@/components/ui/banner";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states/empty-state";
import { QueryFailed } from "@/components/ui/states/query-failed";
import { DataTable } from "@/components/ui/tables/data-table";
import { NewRows } from "@/components/ui/tables/new-rows";
import { Tabs } from "@/components/ui/tabs";
import {
	filterRows,
	QUEUE_FILTERS,
	type QueueFilter,
	type QueuePageView,
} from "@/lib/publishing/queue/model";
import { publishingQuery } from "@/lib/publishing/queue/queries";
import type { QueueActs } from "./acts";
import { EMPTY_TITLE, FILTER_LABEL } from "./appearance";
import { queueHref } from "./href";

type QueueScreenProps = {
	accountId: string;
	filter: QueueFilter;
	rowId: string | null;
	acts: QueueActs;
};

function usePicked() {
	const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
	const toggle = (id: string) => {
		const next = new Set(ids);
		if (!next.delete(id)) next.add(id);
		setIds(next);
	};
	return { ids, toggle, clear: () => setIds(new Set()) };
}

type PostsProps = Omit<QueueScreenProps, "rowId"> & {
	view: QueuePageView;
	rowId: string | null;
};

function Posts({ view, filter, rowId, acts }: PostsProps) {
	const { accountId, zone, handle } = view;
	const picked = usePicked();
	const { rows, waiting, reveal } = useHeldRows(
		filterRows(view.rows, filter),
		({ id }) => id,
		`${accountId} ${filter}`,
	);
	const decide = view.decideRefusal === null;
	const may = { decide, pick: decide || view.editRefusal === null };
	const hrefOf = (row: string) => queueHref({ accountId, filter, row });
	return (
		<Section
			title="Posts"
			actions={<NewRows count={waiting} onReveal={reveal} />}
		>
			<Tabs
				label="Which posts"
				currentId={filter}
				tabs={QUEUE_FILTERS.map((id) => ({
					id,
					label: FILTER_LABEL[id],
					href: queueHref({ accountId, filter: id }),
					count: filterRows(view.rows, id).length,
				}))}
			/>
			<DataTable
				caption={`Posts of @${handle}, the last 7 days and the next 8; times in ${zone}`}
				columns={postColumns({ zone, hrefOf, picked, acts, may })}
				rows={rows}
				stacked
				rowKey={({ id }) => id}
				{...(rowId && { selectedKey: rowId })}
				exportName={`queue-${handle}`}
				toolbar={
					<BulkBar
						accountId={accountId}
						zone={zone}
						rows={view.rows.filter(({ id }) => picked.ids.has(id))}
						acts={acts}
						onClear={picked.clear}
					/>
				}
				empty={
					<EmptyState title={EMPTY_TITLE[filter]}>
						Posts come from pipeline runs. Fill the empty slots above, or start
						a run in the pipeline.
					</EmptyState>
				}
			/>
		</Section>
	);
}

function StopNotices({ view }: { view: QueuePageView }) {
	if (!view.paused) return null;
	return (
		<Banner tone="warn" title="This account is paused">
			Its posts wait, and expire 6 hours after their slot. An administrator
			resumes it in Settings.
		</Banner>
	);
}

/** The queue of one account: what is planned, what needs somebody, one post in full. */
export function QueueScreen(props: QueueScreenProps) {
	const { accountId, filter, rowId, acts } = props;
	const { data, error, refetch } = useQuery(publishingQuery.queue(accountId));
	if (!data)
		return <QueryFailed what="The queue" error={error} retry={refetch} />;
	return (
		<div className="flex items-start gap-4">
			<div className="min-w-0 flex-1 space-y-6">
				<StopNotices view={data} />
				<QueuePlan view={data} filter={filter} acts={acts} />
				<Posts {...props} view={data} />
				<Section
					title="Rate-limit headroom"
					description="How much Instagram still takes from this account."
				>
					<Headroom view={data} />
				</Section>
			</div>
			{rowId && (
				<PostPanel
					postId={rowId}
					closeHref={queueHref({ accountId, filter })}
					acts={acts}
				/>
			)}
		</div>
	);
}
