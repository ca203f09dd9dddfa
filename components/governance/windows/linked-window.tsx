"use client";
import { useSearchParams } from "next/navigation";
import { WINDOW_STATES } from "@/components/governance/describe";
import { Banner } from "@/components/ui/banner";
import type { WindowView } from "@/lib/governance/panel/views-windows";

/** The window that a link led to; null without one. */
export const useLinkedWindowId = (): string | null =>
	useSearchParams().get("window");

const isRunning = ({ status }: WindowView): boolean =>
	status === "open" || status === "upcoming";

/** Where a link leads to a window that nobody can grant in any more, it says so instead of showing nothing. */
export function LinkedWindowNote({
	windows,
}: {
	windows: readonly WindowView[];
}) {
	const id = useLinkedWindowId();
	if (id === null) return null;
	const window = windows.find((each) => each.id === id);
	if (!window)
		return (
			<Banner tone="warn" title="The window of this link is not here">
				It ended more than 30 days ago, or it is for accounts on which you have
				no role.
			</Banner>
		);
	if (isRunning(window)) return null;
	return (
		<Banner
			tone="info"
			title={`The window of this link is ${WINDOW_STATES[window.status].word}`}
		>
			“{window.reason}”, requested by {window.requestedBy}. Nothing can be
			granted in it any more.
		</Banner>
	);
}
