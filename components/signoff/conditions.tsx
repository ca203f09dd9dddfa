import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { Section } from "@/components/ui/section";
import { StatusChip } from "@/components/ui/status-chip";
import { Time } from "@/components/ui/time/time";
import type { Condition } from "@/lib/signoff/model";
import type { TodayView } from "@/lib/signoff/model-today";
import type { SignOffActs } from "./acts";
import { PostSummary } from "./post-summary";

type ConditionsProps = { today: TodayView; acts: SignOffActs };

const TITLE: Record<Condition, string> = {
	checklist:
		"The checklist is good and confirmed, the next 24 h of the queue among it",
	incidents: "Every unresolved incident has an owner and a standing ETA",
	summary: "The KPI and anomaly summary has reached the team channel",
};

const CONDITIONS = [
	"checklist",
	"incidents",
	"summary",
] as const satisfies readonly Condition[];

/** What mends a condition. */
function Mend(props: ConditionsProps & { condition: Condition }): ReactNode {
	const { today, acts, condition } = props;
	const query = `?account=${today.accountId}`;
	if (condition === "checklist")
		return (
			<ButtonLink size="sm" href={`/today${query}`}>
				Work the checklist
			</ButtonLink>
		);
	if (condition === "incidents")
		return (
			<ButtonLink size="sm" href={`/incidents${query}`}>
				Look after the incidents
			</ButtonLink>
		);
	const { kind } = today.signOff.summary;
	if (kind === "not_posted")
		return today.refusals.confirm ? (
			<p className="text-ink-muted text-sm">
				You cannot post it: {today.refusals.confirm}.
			</p>
		) : (
			<PostSummary today={today} post={acts.post} />
		);
	return (
		<ButtonLink size="sm" href={`/settings${query}&tab=channel`}>
			Look at the channel
		</ButtonLink>
	);
}

function Met({
	today,
	condition,
}: Pick<ConditionsProps, "today"> & { condition: Condition }) {
	const { summary } = today.signOff;
	if (condition !== "summary" || summary.kind !== "delivered") return null;
	return (
		<p className="text-ink-muted">
			Delivered <Time iso={summary.at} zone={today.zone} />
		</p>
	);
}

/** The three conditions of a sign-off, with what blocks each and what mends it. */
export function Conditions({ today, acts }: ConditionsProps) {
	return (
		<Section title="Three conditions">
			<ol className="divide-y divide-line rounded-lg border bg-surface">
				{CONDITIONS.map((condition) => {
					const blocks = today.signOff.blocks.filter(
						(block) => block.condition === condition,
					);
					const met = blocks.length === 0;
					return (
						<li
							key={condition}
							data-row={condition}
							tabIndex={-1}
							className="-outline-offset-2 space-y-2 p-4"
						>
							<div className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
								<StatusChip tone={met ? "ok" : "warn"}>
									{met ? "met" : `blocked by ${blocks.length}`}
								</StatusChip>
								<h3 className="font-medium">{TITLE[condition]}</h3>
							</div>
							<Met today={today} condition={condition} />
							{!met && (
								<>
									<ul className="list-disc space-y-1 ps-5">
										{blocks.map(({ sentence }) => (
											<li key={sentence} className="break-words">
												{sentence}
											</li>
										))}
									</ul>
									<div data-print="hide">
										<Mend today={today} acts={acts} condition={condition} />
									</div>
								</>
							)}
						</li>
					);
				})}
			</ol>
		</Section>
	);
}
