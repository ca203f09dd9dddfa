"use client";
import { useNow } from "@/components/ui/clock";
import { cx } from "@/components/ui/cx";
import { formatInstant } from "@/components/ui/format-time";
import type { AccountRoom, DayBounds } from "@/lib/governance/views-governance";
import type { WindowView } from "@/lib/governance/views-windows";
import { type Block, blocksOf } from "./strip-blocks";
import { endOf, sayAccounts, WINDOW_STATES } from "./words";

const FILL: Record<WindowView["status"], string> = {
	open: "bg-info-solid",
	upcoming: "border border-control bg-accent-soft",
	expired: "bg-control",
	closed: "bg-control",
	withdrawn: "bg-line",
};

const HOURS = ["00", "06", "12", "18", "24"];
const MINUTE_MS = 60_000;

/** The colour of what goes out live only where every signal is there. */
const fillOf = ({ status, grants }: WindowView): string =>
	status === "open" && grants.every(({ granted }) => granted)
		? "bg-live-solid"
		: FILL[status];

function sayBlock({ window }: Block<WindowView>, zone: string): string {
	const time = (iso: string) => formatInstant(iso, zone, "time");
	return `${time(window.opensAt)} to ${time(endOf(window))}, ${WINDOW_STATES[window.status].word}, ${sayAccounts(window.accounts)}: ${window.reason}`;
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

function DayLine(props: {
	day: DayBounds;
	blocks: Block<WindowView>[];
	zone: string;
	nowMs: number | null;
}) {
	const { day, blocks, zone, nowMs } = props;
	return (
		<li className="flex items-center gap-3">
			<span className="w-20 shrink-0 text-ink-muted text-sm">
				{formatInstant(day.startsAt, zone, "weekday")}
			</span>
			<div className="relative h-6 flex-1 overflow-hidden rounded-sm bg-sunken bg-[linear-gradient(to_right,var(--color-line)_1px,transparent_1px)] bg-[size:25%_100%]">
				{blocks.map((block) => (
					<span
						key={block.window.id}
						title={sayBlock(block, zone)}
						className={cx(
							"absolute inset-y-0.5 min-w-1 rounded-sm",
							fillOf(block.window),
						)}
						style={{
							left: `${block.startPercent}%`,
							width: `${block.widthPercent}%`,
						}}
					>
						<span className="sr-only">{sayBlock(block, zone)}</span>
					</span>
				))}
				<NowMark day={day} nowMs={nowMs} />
			</div>
		</li>
	);
}

type WindowStripProps = {
	windows: readonly WindowView[];
	account: AccountRoom;
};

/** Windows on a week of days in one account's zone; withdrawn ones took no time and are left out. */
export function WindowStrip({ windows, account }: WindowStripProps) {
	const nowMs = useNow(MINUTE_MS);
	const { zone, days } = account;
	const shown = windows.filter(({ status }) => status !== "withdrawn");
	return (
		<figure className="space-y-2 rounded-md border bg-surface p-3">
			<figcaption className="text-ink-muted text-sm">
				Yesterday to the fifth day from now, {zone}; the red line is now
			</figcaption>
			<ul className="space-y-1">
				{days.map((day) => (
					<DayLine
						key={day.day}
						day={day}
						blocks={blocksOf(shown, day)}
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
		</figure>
	);
}
