import Link from "next/link";
import { CallsStopped } from "@/components/governance/calls-stopped";
import { Sentence } from "@/components/governance/sentence";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/states/empty-state";
import { StatusChip } from "@/components/ui/status-chip";
import { formatInstant } from "@/components/ui/time/format-time";
import { Time } from "@/components/ui/time/time";
import type { TodaySlot, TodayView } from "@/lib/signoff/model-today";
import type { TodayActs } from "./acts";
import { onAccount, slotLook } from "./describe";
import { RefillButton } from "./mend";

type CardProps = { today: TodayView; acts: TodayActs };

function Slot({ today, slot }: { today: TodayView; slot: TodaySlot }) {
	const { tone, word, todo } = slotLook(slot);
	const { post } = slot;
	const weekday = formatInstant(slot.at, today.zone, "weekday");
	return (
		<li
			data-row={slot.at}
			tabIndex={-1}
			className="-outline-offset-2 grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-2 py-2 first:pt-0 last:pb-0"
		>
			<div>
				<Time iso={slot.at} zone={today.zone} style="time" showZone={false} />
				{weekday !== formatInstant(today.observedAt, today.zone, "weekday") && (
					<p className="text-ink-muted text-xs">{weekday}</p>
				)}
			</div>
			<div className="min-w-0 space-y-1">
				<p className="flex flex-wrap items-baseline gap-x-2">
					<StatusChip tone={tone}>{word}</StatusChip>
					{todo === "review" && post && (
						<Link
							href={onAccount(`/queue?row=${post.id}`, today.accountId)}
							className="prose-link"
						>
							Review<span className="sr-only"> {post.title}</span>
						</Link>
					)}
				</p>
				{post && (
					<p className="break-words">
						{todo === "review" ? (
							post.title
						) : (
							<Link
								href={onAccount(`/queue?row=${post.id}`, today.accountId)}
								className="prose-link"
							>
								{post.title}
							</Link>
						)}
					</p>
				)}
				{post?.why && (
					<p className="break-words text-ink-muted text-sm">
						<Sentence text={post.why} zone={today.zone} />
					</p>
				)}
			</div>
		</li>
	);
}

function Forecast({ today }: { today: TodayView }) {
	const { gate, zone } = today;
	if (gate.callsStop)
		return (
			<>
				Nothing goes out now: <CallsStopped stop={gate.callsStop} zone={zone} />
			</>
		);
	if (gate.mode === "live") return describeLive(today.slots);
	return (
		<>
			Nothing goes out live now:{" "}
			<Sentence text={gate.reasons.join("; ")} zone={zone} />.
		</>
	);
}

/** Publishing is live now: is it still when these slots come? */
function describeLive(slots: TodayView["slots"]): string {
	const live = slots.filter(({ gate }) => gate === "live").length;
	if (live === slots.length) return "Approved posts go out live.";
	return `A post that is published now goes out live; ${live === 0 ? "none" : live} of these slots ${live > 1 ? "lie" : "lies"} in an open window.`;
}

/** The slots of the next 24 h: what goes out when, and what is missing. */
export function SlotsCard({ today, acts }: CardProps) {
	const empty = today.slots.some(({ post }) => post === null);
	return (
		<Card
			title="Next 24 h"
			level={2}
			description={<Forecast today={today} />}
			actions={
				empty && !today.refusals.run ? (
					<RefillButton today={today} acts={acts} />
				) : null
			}
		>
			{today.slots.length === 0 ? (
				<EmptyState title="No slot in the next 24 h">
					The account's posting plan has none. It stands in the settings.
				</EmptyState>
			) : (
				<ol className="divide-y divide-line">
					{today.slots.map((slot) => (
						<Slot
							key={`${slot.at} ${slot.post?.id ?? ""}`}
							today={today}
							slot={slot}
						/>
					))}
				</ol>
			)}
		</Card>
	);
}
