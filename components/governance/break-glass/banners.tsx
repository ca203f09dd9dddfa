"use client";
import Link from "next/link";
import { useGovernanceActs } from "@/components/governance/acts";
import { describeAccounts, endOf } from "@/components/governance/describe";
import { FormAct, textOf } from "@/components/shell/form-act";
import { Banner } from "@/components/ui/banner";
import { Textarea } from "@/components/ui/forms/textarea";
import { Countdown } from "@/components/ui/time/countdown";
import { Time } from "@/components/ui/time/time";
import { governanceQuery } from "@/lib/governance/panel/queries";
import type { WindowView } from "@/lib/governance/panel/views-windows";

type GlassBannerProps = { glass: WindowView; zone: string };

function Review({ glass }: { glass: WindowView }) {
	const acts = useGovernanceActs();
	const where = describeAccounts(glass.accounts);
	return (
		<FormAct
			label="Review it"
			of={`: the broken glass on ${where}`}
			title="Review the broken glass"
			description={`${glass.requestedBy} opened publishing on ${where} alone: “${glass.reason}”. Look at what went out in that time and at the incident, then say what you found.`}
			confirmLabel="Record the review"
			primary
			act={acts.reviewGlass}
			invalidates={[governanceQuery.all()]}
			read={(form) => ({ windowId: glass.id, note: textOf(form, "note") })}
			tell={() => ({ text: "The review is recorded" })}
		>
			{(errors) => (
				<Textarea
					label="What you found"
					hint="Was it needed, did the right thing go out, what must not happen again?"
					name="note"
					rows={3}
					minLength={3}
					maxLength={500}
					error={errors.note}
				/>
			)}
		</FormAct>
	);
}

function Incident({ number }: { number: number | null }) {
	if (number === null) return null;
	return (
		<>
			{" "}
			for{" "}
			<Link className="prose-link" href={`/incidents/${number}`}>
				incident #{number}
			</Link>
		</>
	);
}

function GlassBanner({ glass, zone }: GlassBannerProps) {
	const { review, requestedBy, reason, post } = glass;
	if (!review) return null;
	const open = glass.status === "open";
	const where = describeAccounts(glass.accounts);
	return (
		<Banner
			tone={open || review.late ? "bad" : "warn"}
			title={
				open
					? `Emergency window open on ${where}`
					: review.late
						? `The glass was broken on ${where}, and the review is late`
						: `The glass was broken on ${where}: somebody else reviews it`
			}
			action={!review.refusal && <Review glass={glass} />}
		>
			<p className="break-words">
				{requestedBy} opened {post ? `“${post.title}” alone` : "it"} without a
				second person
				<Incident number={glass.incidentNumber} />: {reason}
			</p>
			<p className="text-sm">
				{open && (
					<>
						It closes in{" "}
						<Countdown
							untilIso={glass.closesAt}
							label="Broken glass"
							endedText="The glass is whole again"
						/>
						, at{" "}
						<Time
							iso={glass.closesAt}
							zone={zone}
							style="time"
							showZone={false}
						/>
						.{" "}
					</>
				)}
				{!open && (
					<>
						It closed at <Time iso={endOf(glass)} zone={zone} />.{" "}
					</>
				)}
				To be reviewed by <Time iso={review.reviewBy} zone={zone} />
				{review.refusal && <>; {review.refusal}</>}.
			</p>
		</Banner>
	);
}

type GlassBannersProps = { windows: readonly WindowView[]; zone: string };

/** Glass that is broken now, or that nobody has reviewed yet. */
export function GlassBanners({ windows, zone }: GlassBannersProps) {
	const waiting = windows.filter(
		({ status, review }) => review && (status === "open" || !review.done),
	);
	if (waiting.length === 0) return null;
	return (
		<div className="space-y-2">
			{waiting.map((glass) => (
				<GlassBanner key={glass.id} glass={glass} zone={zone} />
			))}
		</div>
	);
}
