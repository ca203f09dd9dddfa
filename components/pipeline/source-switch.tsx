"use client";
import { useRecordedAction } from "@/components/shell/use-recorded-action";
import type { ActionResult } from "@/components/ui/actions/action-result";
import { Button } from "@/components/ui/button";
import type { Receipt } from "@/lib/audit/receipt";
import { pipelineQuery } from "@/lib/pipeline/queries";
import type { SourceView } from "@/lib/pipeline/sources/views";

export type UpdateSourceAct = (input: {
	sourceId: string;
	enabled: boolean;
}) => Promise<ActionResult<Receipt<{ sourceId: string }>>>;

type SourceSwitchProps = { source: SourceView; update: UpdateSourceAct };

export function SourceSwitch({ source, update }: SourceSwitchProps) {
	const { id: sourceId, name, enabled } = source;
	const act = useRecordedAction(update, {
		invalidates: [pipelineQuery.all()],
		tell: () => ({
			text: enabled
				? `“${name}” is read no more`
				: `“${name}” is read again from now on`,
		}),
	});
	return (
		<Button
			size="sm"
			pending={act.pending}
			onClick={() => void act.run({ sourceId, enabled: !enabled })}
		>
			{enabled ? "Switch off" : "Switch on"}
			<span className="sr-only">: {name}</span>
		</Button>
	);
}
