import Link from "next/link";
import { VerdictChip } from "@/components/checklists/verdict-chip";
import { Card } from "@/components/ui/card";
import { Missing } from "@/components/ui/states/missing";
import { Time } from "@/components/ui/time/time";
import { type ItemView, isGood } from "@/lib/checklists/model";
import type { TodayView } from "@/lib/signoff/model-today";
import type { TodayActs } from "./acts";
import { ConfirmItem } from "./confirm-item";
import { onAccount, TO_DO } from "./describe";
import { MendItem } from "./mend";

type CardProps = { today: TodayView; acts: TodayActs };

function Confirmation({ item, zone }: { item: ItemView; zone: string }) {
	const { confirmation, done } = item;
	if (!confirmation) return null;
	const { by, at, note, verdict } = confirmation;
	return (
		<p className="break-words text-ink-muted text-sm">
			{done ? "Confirmed by " : `Seen as ${verdict} by `}
			{by}, <Time iso={at} zone={zone} style="time" showZone={false} />
			{note && `: “${note}”`}
		</p>
	);
}

function Item(props: CardProps & { item: ItemView }) {
	const { today, acts, item } = props;
	return (
		<li
			data-row={item.item}
			tabIndex={-1}
			className="-outline-offset-2 space-y-1 py-3 first:pt-0 last:pb-0"
		>
			<div className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
				<VerdictChip verdict={item.verdict} />
				<h4 className="font-medium">
					<Link
						href={onAccount(item.link, today.accountId)}
						className="prose-link"
					>
						{item.title}
					</Link>
				</h4>
			</div>
			<p className="break-words">{item.sentence}</p>
			{!isGood(item.verdict) && (
				<p className="text-ink-muted">To do: {TO_DO[item.item]}</p>
			)}
			<p className="text-ink-muted text-xs">
				observed{" "}
				{item.observedAt ? (
					<Time iso={item.observedAt} zone={today.zone} showZone={false} />
				) : (
					<Missing why="there is no data" />
				)}
			</p>
			<Confirmation item={item} zone={today.zone} />
			<div data-print="hide" className="flex flex-wrap gap-2 pt-1">
				<MendItem today={today} item={item} acts={acts} />
				{!today.refusals.confirm && today.signOff.state !== "signed" && (
					<ConfirmItem
						accountId={today.accountId}
						item={item}
						confirm={acts.confirm}
					/>
				)}
			</div>
		</li>
	);
}

/** The five items of the day: what the data says, what mends it, who looked. */
export function ChecklistCard({ today, acts }: CardProps) {
	const done = today.items.filter((item) => item.done).length;
	const { confirm } = today.refusals;
	return (
		<Card
			title={`Daily checklist: ${done} of ${today.items.length} done`}
			level={2}
			description="Answered from live data. Done means: good, and somebody looked."
		>
			{confirm && (
				<p className="text-ink-muted text-sm">
					You cannot confirm items: {confirm}.
				</p>
			)}
			<ol className="divide-y divide-line">
				{today.items.map((item) => (
					<Item key={item.item} today={today} acts={acts} item={item} />
				))}
			</ol>
		</Card>
	);
}
