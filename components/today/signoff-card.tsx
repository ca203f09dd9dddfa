import Link from "next/link";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button-link";
import { formatDay } from "@/components/ui/time/format-time";
import { Time } from "@/components/ui/time/time";
import type { TodayView } from "@/lib/signoff/model-today";
import { onAccount } from "./describe";

const LABEL = {
	signed: "See the signed day",
	ready: "Sign off the day",
	blocked: "What blocks it",
} as const;

/** Can the day be signed off, and if not, why not? */
export function SignOffCard({ today }: { today: TodayView }) {
	const { state, blocks, signed } = today.signOff;
	const link = (
		<ButtonLink
			href={onAccount("/signoff", today.accountId)}
			variant={state === "ready" ? "primary" : "secondary"}
		>
			{LABEL[state]}
		</ButtonLink>
	);
	if (signed)
		return (
			<Banner tone="ok" title="Signed off" action={link}>
				By {signed.signedBy}, <Time iso={signed.signedAt} zone={today.zone} />.
			</Banner>
		);
	if (state === "ready")
		return (
			<Banner tone="ok" title="The day can be signed off" action={link}>
				The checklist is done, incidents are looked after, the summary is
				posted.
			</Banner>
		);
	return (
		<Banner
			tone="warn"
			title={`Sign-off: blocked by ${blocks.length}`}
			action={link}
		>
			{[...new Set(blocks.map(({ short }) => short))].join(" · ")}
		</Banner>
	);
}

/** That nobody signed the day before. */
export function MissedYesterday({ today }: { today: TodayView }) {
	const day = today.missedYesterday;
	if (day === null) return null;
	return (
		<p>
			<Link
				className="prose-link"
				href={onAccount(`/signoff?day=${day}`, today.accountId)}
			>
				{formatDay(day)}
			</Link>{" "}
			was not signed off.
		</p>
	);
}
