"use client";
import { useQuery } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useState } from "react";
import { useRecordedAction } from "@/components/shell/use-recorded-action";
import type { ActionResult } from "@/components/ui/actions/action-result";
import { Button } from "@/components/ui/button";
import type { Receipt } from "@/lib/audit/receipt";
import { pipelineQuery } from "@/lib/pipeline/queries";
import type { SourceView } from "@/lib/pipeline/sources/views";

export type RefreshSourcesAct = () => Promise<
	ActionResult<Receipt<{ askedAt: string }>>
>;

const ASK_MS = 1_500;

/** How far a reading that was asked for is: "3 of 4 sources read". */
function progressOf(sources: readonly SourceView[], askedAt: string) {
	const wanted = sources.filter(({ enabled }) => enabled);
	const read = wanted.filter(
		({ checkedAt }) => checkedAt !== null && checkedAt >= askedAt,
	);
	return {
		done: read.length === wanted.length,
		text: `${read.length} of ${wanted.length} sources read`,
	};
}

/** Asks a worker to read every source, and follows it until all are read. */
export function RefreshSources({ refresh }: { refresh: RefreshSourcesAct }) {
	const [askedAt, setAskedAt] = useState<string | null>(null);
	const { data } = useQuery({
		...pipelineQuery.sources(),
		refetchInterval: ({ state }) =>
			askedAt && state.data && !progressOf(state.data.sources, askedAt).done
				? ASK_MS
				: 15_000,
	});
	const act = useRecordedAction(refresh, {
		invalidates: [pipelineQuery.all()],
		tell: () => ({ text: "A worker reads the sources now" }),
		onDone: ({ askedAt }) => setAskedAt(askedAt),
	});
	const progress = askedAt && data ? progressOf(data.sources, askedAt) : null;
	return (
		<div className="flex flex-wrap items-center gap-2">
			<span role="status" className="text-ink-muted text-sm">
				{progress?.text}
			</span>
			<Button
				pending={act.pending || progress?.done === false}
				onClick={() => void act.run(undefined)}
			>
				<RefreshCw aria-hidden />
				Refresh now
			</Button>
		</div>
	);
}
