import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button-link";
import { Time } from "@/components/ui/time";
import type { TodayView } from "@/lib/signoff/model-today";
import { onAccount } from "./words";

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
