"use client";
import { useGovernanceActs } from "@/components/governance/acts";
import { describeAccounts } from "@/components/governance/describe";
import { useRecordedAction } from "@/components/shell/use-recorded-action";
import { Button } from "@/components/ui/button";
import { AlertDialog } from "@/components/ui/overlays/alert-dialog";
import { Time } from "@/components/ui/time/time";
import { governanceQuery } from "@/lib/governance/panel/queries";
import type { WindowView } from "@/lib/governance/panel/views-windows";

type GrantBothProps = { window: WindowView; zone: string };

/** The signals that this reader could grant, together: one look, one authentication. */
export function GrantBoth({ window, zone }: GrantBothProps) {
	const acts = useGovernanceActs();
	const { run } = useRecordedAction(acts.grantAll, {
		invalidates: [governanceQuery.all()],
		tell: ({ granted, refused }) =>
			refused
				? {
						text: `${refused.signal} is not granted: ${refused.why}`,
						refused: true,
					}
				: { text: `${granted.join(" and ")} are granted` },
	});
	const signals = window.grants
		.filter(({ granted, refusal }) => !granted && !refusal)
		.map(({ signal }) => signal);
	const missing = window.grants.filter(({ granted }) => !granted);
	if (signals.length !== 2) return null;
	return (
		<AlertDialog
			title="Grant both signals"
			confirmLabel="Grant both"
			onConfirm={() => run({ windowId: window.id, signals })}
			trigger={
				<Button variant="primary">
					Grant both
					<span className="sr-only"> signals for {window.reason}</span>
				</Button>
			}
			description={
				<>
					{signals.join(" and ")} for {describeAccounts(window.accounts)}, from{" "}
					<Time iso={window.opensAt} zone={zone} /> to{" "}
					<Time iso={window.closesAt} zone={zone} />.{" "}
					{missing.length === signals.length
						? "They are the last ones: approved posts will go out live in this window."
						: "Posts stay simulated until the third signal is granted, too."}
				</>
			}
		/>
	);
}
