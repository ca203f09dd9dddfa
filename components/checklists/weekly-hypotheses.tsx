import Link from "next/link";
import { Disclosure } from "@/components/ui/overlays/disclosure";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states/empty-state";
import { StatusChip } from "@/components/ui/status-chip";
import { type Column, DataTable } from "@/components/ui/tables/data-table";
import { Time } from "@/components/ui/time/time";
import type { WeeklyView } from "@/lib/checklists/model-weekly";
import type {
	EvidenceSignal,
	HypothesisStatus,
	HypothesisView,
} from "@/lib/learning/model";
import {
	DecideHypothesis,
	type HypothesisActs,
	RefreshBacklog,
} from "./weekly-hypothesis-acts";

const TONES = { proposed: "info", kept: "ok", dropped: "neutral" } as const;

const Status = ({ status }: { status: HypothesisStatus }) => (
	<StatusChip tone={TONES[status]}>{status}</StatusChip>
);

const isWeb = (url: string | null): url is string =>
	url !== null && /^https?:\/\//i.test(url);

/** The signals that carry it; one without an address stands as text. */
function Evidence({ signals }: { signals: readonly EvidenceSignal[] }) {
	return (
		<Disclosure summary={`${signals.length} signals`}>
			<ul className="min-w-48 space-y-1 text-sm">
				{signals.map(({ signalId, title, url, source, momentum }) => (
					<li key={signalId} className="break-words">
						{isWeb(url) ? (
							<a href={url} rel="noreferrer" className="prose-link">
								<bdi>{title}</bdi>
							</a>
						) : (
							<bdi>{title}</bdi>
						)}{" "}
						<span className="text-ink-muted">
							{source}, momentum {(momentum / 1000).toFixed(2)}
						</span>
					</li>
				))}
			</ul>
		</Disclosure>
	);
}

const columns = (
	zone: string,
	decide: HypothesisActs["decide"] | null,
): readonly Column<HypothesisView>[] => [
	{
		id: "topic",
		header: "Hypothesis",
		rowHeader: true,
		className: "min-w-64 break-words",
		cell: ({ topic, statement }) => (
			<>
				<bdi className="font-medium">{topic}</bdi>
				<p className="text-ink-muted text-sm">{statement}</p>
			</>
		),
		csv: ({ topic }) => topic,
	},
	{
		id: "status",
		header: "Status",
		cell: ({ status }) => <Status status={status} />,
		csv: ({ status }) => status,
	},
	{
		id: "evidence",
		header: "Evidence",
		cell: ({ evidence }) => <Evidence signals={evidence} />,
		csv: ({ evidence }) => evidence.map(({ title }) => title).join(" | "),
	},
	{
		id: "seen",
		header: "Last seen",
		cell: ({ seenAt }) => <Time iso={seenAt} zone={zone} style="relative" />,
		csv: ({ seenAt }) => seenAt,
	},
	...(decide === null
		? []
		: [
				{
					id: "verdict",
					header: "Verdict",
					cell: (hypothesis: HypothesisView) => (
						<DecideHypothesis hypothesis={hypothesis} decide={decide} />
					),
				},
			]),
];

type HypothesesTableProps = { view: WeeklyView; acts: HypothesisActs };

/** The niche hypotheses with what they were made from; the owner keeps or drops them. */
export function HypothesesTable({ view, acts }: HypothesesTableProps) {
	const { accountId, hypotheses, ...backlog } = view.backlog;
	const refresh = backlog.refreshRefusal === null && (
		<RefreshBacklog accountId={accountId} refresh={acts.refresh} />
	);
	return (
		<div id="hypotheses">
			<Section
				title="Niche hypotheses"
				description={
					<>
						Topics that signals of the last 7 days share.{" "}
						{backlog.refreshedAt === null ? (
							"The backlog was never refreshed."
						) : (
							<>
								Refreshed{" "}
								<Time
									iso={backlog.refreshedAt}
									zone={view.zone}
									style="relative"
								/>
								.
							</>
						)}{" "}
						{backlog.decideRefusal &&
							`You cannot keep or drop: ${backlog.decideRefusal}. `}
						<Link
							href={`/pipeline?tab=sources&account=${accountId}`}
							className="prose-link"
						>
							Trend sources
						</Link>
					</>
				}
				actions={hypotheses.length > 0 && refresh}
			>
				<DataTable
					caption="Undecided ones first"
					captionHidden
					columns={columns(
						view.zone,
						backlog.decideRefusal === null ? acts.decide : null,
					)}
					rows={hypotheses}
					rowKey={({ id }) => id}
					exportName={`hypotheses-${view.handle}`}
					empty={
						<EmptyState title="No hypothesis yet" action={refresh}>
							{backlog.refreshedAt === null
								? "Read the trend sources, then refresh the backlog; ops strategy-refresh does both."
								: "At the last refresh no two signals shared a topic that is new. More sources give more signals."}
						</EmptyState>
					}
				/>
			</Section>
		</div>
	);
}
