import Link from "next/link";
import { approvalLook, POST_LOOK } from "@/components/queue/appearance";
import { Time } from "@/components/ui/time/time";
import { TONE_ICON, TONE_TEXT } from "@/components/ui/tone";
import type { EntryAround } from "./slot-entry";
import { byDay, type Entry } from "./timeline";

const lookOf = (row: NonNullable<Entry["row"]>) =>
	row.state === "queued" ? approvalLook(row.approval) : POST_LOOK[row.state];

function DaySlot({ entry, around }: { entry: Entry; around: EntryAround }) {
	const { at, row } = entry;
	const time = (
		<Time iso={at} zone={around.zone} style="time" showZone={false} />
	);
	if (!row)
		return (
			<span className="block rounded-sm border border-control border-dashed px-1.5 py-0.5 text-ink-muted">
				{time} {around.filling.has(at) ? "being filled" : "empty"}
			</span>
		);
	const { tone, word } = lookOf(row);
	const Icon = TONE_ICON[tone];
	return (
		<Link
			href={around.hrefOf(row.id)}
			scroll={false}
			title={row.title}
			className="flex flex-wrap items-center gap-x-1 rounded-sm border px-1.5 py-0.5 hover:bg-sunken pointer-coarse:min-h-11"
		>
			{time}
			<Icon aria-hidden className={`size-3.5 shrink-0 ${TONE_TEXT[tone]}`} />
			<span className="text-xs">{word}</span>
			<span className="sr-only">: {row.title}</span>
		</Link>
	);
}

type WeekPlanProps = { entries: readonly Entry[]; around: EntryAround };

/** The week by local day: a glance at what is filled and what is not. */
export function WeekPlan({ entries, around }: WeekPlanProps) {
	const days = byDay(entries, around.zone);
	return (
		<div className="@container">
			<ol className="grid @5xl:grid-flow-col @5xl:auto-cols-fr @5xl:grid-cols-none @md:grid-cols-4 @xs:grid-cols-2 overflow-hidden rounded-md border bg-surface">
				{days.map(({ day, entries: slots }) => (
					<li
						key={day}
						className="-me-px -mb-px min-w-0 space-y-1 border-e border-b p-2"
					>
						<p className="font-medium text-sm">{day}</p>
						<ul className="flex flex-wrap gap-1 sm:block sm:space-y-1">
							{slots.map((entry) => (
								<li key={entry.row?.id ?? entry.at} className="min-w-0">
									<DaySlot entry={entry} around={around} />
								</li>
							))}
						</ul>
					</li>
				))}
			</ol>
		</div>
	);
}
