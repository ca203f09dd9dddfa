"use client";
import { useQuery } from "@tanstack/react-query";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { QueryFailed } from "@/components/ui/states/query-failed";
import { formatDay } from "@/components/ui/time/format-time";
import { Time } from "@/components/ui/time/time";
import type { TodayView } from "@/lib/signoff/model-today";
import { signoffQuery } from "@/lib/signoff/queries";
import type { SignOffActs } from "./acts";
import { Conditions } from "./conditions";
import { SignDay } from "./sign-day";

type SignOffScreenProps = { accountId: string; acts: SignOffActs };

function State({ today, acts }: { today: TodayView; acts: SignOffActs }) {
	const { state, signed, blocks } = today.signOff;
	if (signed)
		return (
			<Banner
				tone="ok"
				title={`${formatDay(today.day)} is signed off`}
				action={
					<ButtonLink
						href={`/signoff?account=${today.accountId}&day=${signed.day}`}
					>
						See what was frozen
					</ButtonLink>
				}
			>
				By {signed.signedBy}, <Time iso={signed.signedAt} zone={today.zone} />.
			</Banner>
		);
	if (state === "blocked")
		return (
			<Banner
				tone="warn"
				title={`${formatDay(today.day)} cannot be signed off yet: blocked by ${blocks.length}`}
			>
				Mend what stands below. A note explains a failing item, it does not
				remove it.
			</Banner>
		);
	return (
		<Banner
			tone="ok"
			title={`${formatDay(today.day)} can be signed off`}
			action={
				!today.refusals.sign && <SignDay today={today} sign={acts.sign} />
			}
		>
			{today.refusals.sign
				? `You cannot sign: ${today.refusals.sign}.`
				: "All three conditions are met."}
		</Banner>
	);
}

/** Can the day be signed off, what blocks it, and what the team will read. */
export function SignOffScreen({ accountId, acts }: SignOffScreenProps) {
	const query = useQuery(signoffQuery.today(accountId));
	const { data: today, error, refetch } = query;
	if (!today)
		return <QueryFailed what="The day" error={error} retry={refetch} />;
	const { postedAt, summaryText } = today.signOff;
	return (
		<>
			<PageHeader
				title="Sign-off"
				description={
					<>
						@{today.handle}, {formatDay(today.day)}, observed{" "}
						<Time iso={today.observedAt} zone={today.zone} style="time" />
					</>
				}
			/>
			<State today={today} acts={acts} />
			{!today.signOff.signed && <Conditions today={today} acts={acts} />}
			<Section
				title="Summary for the team"
				description={
					postedAt ? (
						<>
							As it was posted, <Time iso={postedAt} zone={today.zone} />.
						</>
					) : (
						"Generated from the day's data, as it would be posted now."
					)
				}
			>
				<pre className="whitespace-pre-wrap break-words rounded-lg border bg-surface p-4 font-sans">
					{summaryText}
				</pre>
			</Section>
		</>
	);
}
