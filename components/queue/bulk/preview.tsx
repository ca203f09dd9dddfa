import { Sentence } from "@/components/governance/sentence";
import { StatusChip } from "@/components/ui/status-chip";
import { Time } from "@/components/ui/time/time";
import type { Sorted } from "./sort";

type BulkPreviewProps = Sorted & { verb: string; zone: string };

/** What a bulk act will do, post by post, and what it will leave. */
export function BulkPreview({ yes, no, verb, zone }: BulkPreviewProps) {
	return (
		<div className="space-y-3">
			<ul className="divide-y rounded-md border">
				{yes.map(({ id, title, slotAt, moderationHold }) => (
					<li key={id} className="flex gap-3 px-3 py-1.5">
						<Time iso={slotAt} zone={zone} showZone={false} />
						<div className="min-w-0 break-words">
							{title}
							{moderationHold && (
								<p className="text-sm">
									<StatusChip tone="warn">held by moderation</StatusChip>{" "}
									{moderationHold}
								</p>
							)}
						</div>
					</li>
				))}
			</ul>
			{no.length > 0 && (
				<div>
					<p className="font-medium">Not {verb}:</p>
					<ul className="list-disc ps-4 text-ink-muted">
						{no.map(({ row, why }) => (
							<li key={row.id} className="break-words">
								{row.title}: <Sentence text={why} zone={zone} />
							</li>
						))}
					</ul>
				</div>
			)}
		</div>
	);
}
