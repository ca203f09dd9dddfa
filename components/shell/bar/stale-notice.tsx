"use client";
import { useLive } from "@/components/shell/live/use-live";
import { RetryButton } from "@/components/ui/actions/retry-button";
import { Banner } from "@/components/ui/banner";

/** Holds the page's live line; says so when it has been lost for 10 s. Once per page. */
export function StaleNotice({ knownSeq }: { knownSeq: string }) {
	const stale = useLive(knownSeq);
	if (!stale) return null;
	return (
		<Banner
			announce
			tone="warn"
			title="Live updates are lost"
			action={<RetryButton />}
		>
			What you see may be out of date. Signalbox keeps trying to reconnect.
		</Banner>
	);
}
