"use client";
import { useRecordedAction } from "@/components/shell/use-recorded-action";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { AlertDialog } from "@/components/ui/overlays/alert-dialog";
import type { TodayView } from "@/lib/signoff/model-today";
import { signoffQuery } from "@/lib/signoff/queries";
import type { SignOffActs } from "./acts";

type PostSummaryProps = { today: TodayView; post: SignOffActs["post"] };

/** Posts the summary to the team channel, once a day. */
export function PostSummary({ today, post }: PostSummaryProps) {
	const { run } = useRecordedAction(post, {
		invalidates: [signoffQuery.all()],
		tell: ({ day }) => ({
			text: `The summary of ${day} is on its way; its delivery shows here`,
		}),
	});
	return (
		<AlertDialog
			title="Post the summary to the team channel?"
			description="The text below is sent as it is now, once for this day. The condition is met when the channel has confirmed its delivery."
			confirmLabel="Post the summary"
			onConfirm={() => run({ accountId: today.accountId })}
			trigger={<Button size="sm">Post the summary</Button>}
		>
			{!today.signOff.kpisThere && (
				<Banner tone="warn" title="Without the KPIs: not there yet">
					The summary is posted once a day; KPIs that come later do not follow.
				</Banner>
			)}
			<pre className="max-h-60 overflow-y-auto whitespace-pre-wrap break-words rounded-md bg-sunken p-3 font-sans text-sm">
				{today.signOff.summaryText}
			</pre>
		</AlertDialog>
	);
}
