"use client";
import { useQuery } from "@tanstack/react-query";
import type { QueueActs } from "@/components/queue/acts";
import { queueHref } from "@/components/queue/href";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states/empty-state";
import { SLOT_LEAD_MS } from "@/lib/accounts/model";
import { pipelineQuery } from "@/lib/pipeline/queries";
import {
	needsApproval,
	type QueueFilter,
	type QueuePageView,
} from "@/lib/publishing/queue/model";
import { RefillQueue } from "./refill";
import { SlotEntry } from "./slot-entry";
import { type Entry, entriesBetween } from "./timeline";
import { WeekPlan } from "./week";

const DAY_MS = 24 * 60 * 60 * 1_000;
const WEEK_DAYS = 7;

/** Which unfinished run fills which slot. */
function useFilling(accountId: string): ReadonlyMap<string, string> {
	const { data } = useQuery(
		pipelineQuery.runs({
			account: accountId,
			state: "unfinished",
			cursor: null,
		}),
	);
	return new Map(
		data?.runs.flatMap(({ slotAt, id }) => (slotAt ? [[slotAt, id]] : [])),
	);
}

/** "4 of 5 slots filled, 3 approved". */
function coverageWords(entries: readonly Entry[]): string {
	const planned = entries.filter(({ planned }) => planned);
	if (planned.length === 0) return "No slot is planned in the next 24 hours.";
	const filled = planned.flatMap(({ row }) => (row ? [row] : []));
	const ready = filled.filter(
		(row) => !needsApproval(row) && row.state !== "held",
	);
	return `${filled.length} of ${planned.length} slots filled, ${ready.length} approved.`;
}

type QueuePlanProps = {
	view: QueuePageView;
	filter: QueueFilter;
	acts: QueueActs;
};

/** The next day slot by slot, and the week at a glance. */
export function QueuePlan({ view, filter, acts }: QueuePlanProps) {
	const { accountId, zone } = view;
	const filling = useFilling(accountId);
	const around = {
		zone,
		filling,
		hrefOf: (row: string) => queueHref({ accountId, filter, row }),
	};
	const fromMs = Date.parse(view.observedAt);
	const day = entriesBetween(view, { fromMs, toMs: fromMs + DAY_MS });
	const week = entriesBetween(view, {
		fromMs,
		toMs: fromMs + WEEK_DAYS * DAY_MS,
	});
	const fillableMs = fromMs + SLOT_LEAD_MS;
	const empty = day.filter(
		({ row, at }) => !row && !filling.has(at) && Date.parse(at) >= fillableMs,
	).length;
	return (
		<>
			<Section
				title="Next 24 hours"
				description={`${coverageWords(day)} Times in ${zone}.`}
				actions={
					<RefillQueue
						accountId={accountId}
						empty={empty}
						refusal={view.refillRefusal}
						refill={acts.refill}
					/>
				}
			>
				{day.length === 0 ? (
					<EmptyState title="Nothing is planned">
						The account has no slots. An administrator sets them in Settings.
					</EmptyState>
				) : (
					<ol className="divide-y rounded-md border bg-surface">
						{day.map((entry) => (
							<SlotEntry
								key={entry.row?.id ?? entry.at}
								entry={entry}
								around={around}
							/>
						))}
					</ol>
				)}
			</Section>
			<Section title="Week" level={2}>
				<WeekPlan entries={week} around={around} />
			</Section>
		</>
	);
}
