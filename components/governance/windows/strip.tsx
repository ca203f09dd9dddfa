"use client";
import {
	describeAccounts,
	endOf,
	WINDOW_KINDS,
	WINDOW_STATES,
} from "@/components/governance/describe";
import { cx } from "@/components/ui/cx";
import { useNow } from "@/components/ui/time/clock";
import { formatInstant } from "@/components/ui/time/format-time";
import type {
	AccountPageView,
	DayBounds,
} from "@/lib/governance/panel/views-page";
import type { WindowView } from "@/lib/governance/panel/views-windows";
import { type Block, blocksOf } from "./strip-blocks";
import { type BlockLook, lookOf, StripLegend } from "./strip-legend";

const HOURS = ["00", "06", "12", "18", "24"];
const MINUTE_MS = 60_000;
const LANE_REM = 1.25;

function describeBlock({ window }: Block<WindowView>, zone: string): string {
	const time = (iso: string) => formatInstant(iso, zone, "time");
	const kind = WINDOW_KINDS[window.kind];
	return [
		`${time(window.opensAt)} to ${time(endOf(window))}`,
		...(kind ? [kind.word] : []),
		WINDOW_STATES[window.status].word,
		`${describeAccounts(window.accounts)}: ${window.reason}`,
	].join(", ");
}

function NowMark({ day, nowMs }: { day: DayBounds; nowMs: number | null }) {
	const from = Date.parse(day.startsAt);
	const to = Date.parse(day.endsAt);
	if (nowMs === null || nowMs < from || nowMs >= to) return null;
	return (
		<span
			aria-hidden
			className="absolute inset-y-0 w-0.5 bg-bad-solid"
			style={{ left: `${((nowMs - from) / (to - from)) * 100}%` }}
		/>
	);
}

type Placed = { block: Block<WindowView>; look: BlockLook; zone: string };

function StripBlock({ block, look, zone }: Placed) {
	const said = describeBlock(block, zone);
	return (
		<span
			title={said}
			className={cx("absolute h-4 min-w-1.5 rounded-sm", look.classes)}
			style={{
				left: `${block.startPercent}%`,
				width: `${block.widthPercent}%`,
				top: `${block.lane * LANE_REM + 0.125}rem`,
			}}
		>
			<span className="sr-only">{said}</span>
		</span>
	);
}

function DayLine(props: {
	day: DayBounds;
	blocks: Block<WindowView>[];
	zone: string;
	nowMs: number | null;
}) {
	const { day, blocks, zone, nowMs } = props;
	const lanes = Math.max(1, ...blocks.map(({ lane }) => lane + 1));
	return (
		<li className="flex items-center gap-3">
			<span className="w-20 shrink-0 text-ink-muted text-sm">
				{formatInstant(day.startsAt, zone, "weekday")}
			</span>
			<div
				className="relative flex-1 overflow-hidden rounded-sm bg-[linear-gradient(to_right,var(--color-line)_1px,transparent_1px)] bg-[size:25%_100%] bg-sunken"
				style={{ height: `${lanes * LANE_REM}rem` }}
			>
				{blocks.map((block) => (
					<StripBlock
						key={block.window.id}
						block={block}
						look={lookOf(block.window)}
						zone={zone}
					/>
				))}
				<NowMark day={day} nowMs={nowMs} />
			</div>
		</li>
	);
}

type WindowStripProps = {
	windows: readonly WindowView[];
	account: AccountPageView;
};

/** Windows on a week of days in one account's zone; withdrawn ones took no time and are left out. */
export function WindowStrip({ windows, account }: WindowStripProps) {
	const nowMs = useNow(MINUTE_MS);
	const { zone, days } = account;
	const shown = windows.filter(({ status }) => status !== "withdrawn");
	const placed = days.map((day) => ({ day, blocks: blocksOf(shown, day) }));
	return (
		<figure className="space-y-2 rounded-md border bg-surface p-3">
			<figcaption className="text-ink-muted text-sm">
				Yesterday to the fifth day from now, {zone}; the red line is now
			</figcaption>
			<ul className="space-y-1">
				{placed.map(({ day, blocks }) => (
					<DayLine
						key={day.day}
						day={day}
						blocks={blocks}
						zone={zone}
						nowMs={nowMs}
					/>
				))}
			</ul>
			<div aria-hidden className="flex ps-[5.75rem] text-ink-muted text-xs">
				<div className="flex flex-1 justify-between">
					{HOURS.map((hour) => (
						<span key={hour}>{hour}</span>
					))}
				</div>
			</div>
			<StripLegend
				windows={placed.flatMap(({ blocks }) =>
					blocks.map(({ window }) => window),
				)}
			/>
		</figure>
	);
}
