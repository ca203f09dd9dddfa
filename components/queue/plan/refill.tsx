"use client";
import { ListPlus } from "lucide-react";
import type { QueueActs } from "@/components/queue/acts";
import { useRecordedAction } from "@/components/shell/use-recorded-action";
import { describeRefill } from "@/components/today/describe";
import { Button } from "@/components/ui/button";
import { AlertDialog } from "@/components/ui/overlays/alert-dialog";
import { pipelineQuery } from "@/lib/pipeline/queries";
import { publishingQuery } from "@/lib/publishing/queue/queries";

type RefillQueueProps = {
	accountId: string;
	/** Empty slots that no run is filling yet. */
	empty: number;
	refusal: string | null;
	refill: QueueActs["refill"];
};

const DAY_HOURS = 24;

const plural = (n: number, noun: string) => `${n} ${noun}${n === 1 ? "" : "s"}`;

/** Starts a run for every empty slot of the next day; says before how many. */
export function RefillQueue(props: RefillQueueProps) {
	const { accountId, empty, refusal } = props;
	const act = useRecordedAction(props.refill, {
		invalidates: [publishingQuery.all(), pipelineQuery.all()],
		tell: describeRefill,
	});
	if (empty === 0) return null;
	if (refusal)
		return (
			<p className="text-ink-muted text-sm">You cannot refill: {refusal}.</p>
		);
	return (
		<AlertDialog
			title={`Fill ${plural(empty, "empty slot")}?`}
			description={`Starts ${plural(empty, "pipeline run")} with topics from the trend sources, one for each empty slot of the next 24 hours. The posts still need their approval.`}
			confirmLabel={`Start ${plural(empty, "run")}`}
			onConfirm={() => act.run({ windowHours: DAY_HOURS, accountId })}
			trigger={
				<Button pending={act.pending}>
					<ListPlus aria-hidden />
					Fill {plural(empty, "empty slot")}
				</Button>
			}
		/>
	);
}
