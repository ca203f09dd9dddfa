"use client";
import { useQuery } from "@tanstack/react-query";
import { Banner } from "@/components/ui/banner";
import { Time } from "@/components/ui/time/time";
import {
	countPosts,
	describeStillHalted,
	type LiftPreview,
	type Missed,
} from "@/lib/publishing/lift/model";
import { publishingQuery } from "@/lib/publishing/queue/queries";

type Choice = { missed: Missed; spacingMinutes: number; zone: string };

/** What would happen to the posts that wait on this halt, with their number. */
export function LiftConsequence(props: Choice & { haltId: string }) {
	const { haltId, spacingMinutes } = props;
	const { data, isError } = useQuery(
		publishingQuery.lift(haltId, spacingMinutes),
	);
	if (isError)
		return (
			<Banner tone="warn" title="How many posts wait cannot be read now" />
		);
	if (data === null) return <p>This halt is lifted already.</p>;
	if (!data) return <p className="text-ink-muted">Counting posts…</p>;
	const halted = describeStillHalted(data.stillHalted);
	return (
		<div aria-live="polite" className="space-y-2">
			{halted && (
				<Banner
					tone="warn"
					title="It is not the last one"
				>{`${halted}.`}</Banner>
			)}
			<p>
				<strong>{data.posts === 0 ? "No post" : countPosts(data.posts)}</strong>{" "}
				{data.posts === 1 || data.posts === 0 ? "waits" : "wait"} on this halt
				alone. {data.posts > 0 && <Outcome preview={data} {...props} />}
			</p>
		</div>
	);
}

function Outcome(props: Choice & { preview: LiftPreview }) {
	const { preview, missed, spacingMinutes, zone } = props;
	const { released, lastAt, skipped, waiting } = preview.choices[missed];
	return (
		<>
			{released > 0 && lastAt && (
				<>
					Back in the queue: {released}, at least {spacingMinutes} min apart on
					each account, the last from{" "}
					<Time iso={lastAt} zone={zone} style="time" /> on.{" "}
				</>
			)}
			{skipped > 0 && <>Expired and not sent: {skipped}. </>}
			{waiting > 0 && (
				<>
					Still held, for a person to release or to move: {waiting}
					{missed === "shift" && " (no time is left for them)"}.
				</>
			)}
		</>
	);
}
