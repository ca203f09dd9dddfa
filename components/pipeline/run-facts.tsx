import Link from "next/link";
import {
	type Description,
	DescriptionList,
} from "@/components/ui/description-list";
import { Section } from "@/components/ui/section";
import { Missing } from "@/components/ui/states/missing";
import { StatusChip } from "@/components/ui/status-chip";
import { StoredImage } from "@/components/ui/stored-image";
import { Time } from "@/components/ui/time/time";
import type { RunPageView } from "@/lib/pipeline/runs/views-page";
import { costWords, RUN_LOOK } from "./run-appearance";

function totalCost(run: RunPageView): string | null {
	const sums = new Map<string, number>();
	for (const { costs } of run.stages)
		for (const { currency, costMicros } of costs)
			sums.set(currency, (sums.get(currency) ?? 0) + costMicros);
	return costWords({
		costs: [...sums].map(([currency, costMicros]) => ({
			currency,
			costMicros,
		})),
		unpriced: run.stages.reduce((sum, { unpriced }) => sum + unpriced, 0),
	});
}

const factsOf = (run: RunPageView): Description[] => [
	{
		term: "State",
		value: (
			<StatusChip tone={RUN_LOOK[run.state].tone}>
				{RUN_LOOK[run.state].word}
			</StatusChip>
		),
	},
	{ term: "Account", value: `@${run.handle}` },
	{ term: "Zone", value: run.timeZone },
	{ term: "Started by", value: run.startedByName },
	{
		term: "Started",
		value: <Time iso={run.createdAt} zone={run.timeZone} showZone={false} />,
	},
	{
		term: "Cost",
		value: totalCost(run) ?? (
			<Missing why="nothing was used that has a price" />
		),
	},
	{
		term: "Post",
		value: run.postId ? (
			<Link
				href={`/queue?account=${run.accountId}&row=${run.postId}`}
				className="prose-link"
			>
				Look at it in the queue
			</Link>
		) : (
			<Missing why="the last stage makes it" />
		),
	},
	{
		term: "Trace ID",
		value: <code className="select-all break-all font-mono">{run.trace}</code>,
	},
	{
		term: "Audit",
		value: (
			<Link href={`/audit?subject=run&id=${run.id}`} className="prose-link">
				Everything that happened
			</Link>
		),
	},
];

/** The rendered picture and the facts about a run. */
export function RunFacts({ run }: { run: RunPageView }) {
	return (
		<Section title="This run" className="min-w-0">
			{run.imageSha256 && (
				<StoredImage
					sha256={run.imageSha256}
					alt={`As rendered for “${run.topic}”`}
					className="max-w-80 rounded-lg border"
				/>
			)}
			<DescriptionList items={factsOf(run)} />
		</Section>
	);
}
