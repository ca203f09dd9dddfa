import { cx } from "@/components/ui/cx";
import type { WindowView } from "@/lib/governance/panel/views-windows";

export type BlockLook = { word: string; classes: string };

const LIVE = { word: "live", classes: "bg-live-solid" };
const GLASS = {
	word: "break-glass",
	classes:
		"border-2 border-bad-solid bg-[repeating-linear-gradient(135deg,var(--color-bad-solid)_0_3px,var(--color-surface)_3px_6px)]",
};
const RECOVERY = {
	word: "recovery posts only",
	classes: "border-2 border-info-solid border-dashed bg-info-soft",
};
const BY_STATUS: Record<WindowView["status"], BlockLook> = {
	open: { word: "open, signals missing", classes: "bg-info-solid" },
	upcoming: {
		word: "upcoming",
		classes: "border border-control bg-accent-soft",
	},
	expired: { word: "ended", classes: "bg-control" },
	closed: { word: "ended", classes: "bg-control" },
	withdrawn: { word: "ended", classes: "bg-control" },
};

/** The pattern of what is out of the ordinary; the colour of what goes out live only where every signal is there. */
export function lookOf({ kind, status, grants }: WindowView): BlockLook {
	if (kind === "break_glass") return GLASS;
	if (kind === "recovery") return RECOVERY;
	const isLive =
		status === "open" && grants.every(({ granted }) => granted !== null);
	return isLive ? LIVE : BY_STATUS[status];
}

/** What the blocks that are shown mean, each once. */
export function StripLegend({ windows }: { windows: readonly WindowView[] }) {
	const looks = new Map(
		windows.map((window) => {
			const look = lookOf(window);
			return [look.word, look];
		}),
	);
	if (looks.size === 0) return null;
	return (
		<ul aria-label="Legend" className="flex flex-wrap gap-x-4 gap-y-1 text-xs">
			{[...looks.values()].map(({ word, classes }) => (
				<li key={word} className="flex items-center gap-1.5">
					<span
						aria-hidden
						className={cx("h-3 w-5 shrink-0 rounded-sm", classes)}
					/>
					{word}
				</li>
			))}
		</ul>
	);
}
