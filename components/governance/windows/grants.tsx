"use client";
import { useGovernanceActs } from "@/components/governance/acts";
import {
	describeAccounts,
	describeStopped,
	GRANTED_BY,
	STOP_NOTE,
} from "@/components/governance/describe";
import { SignalName } from "@/components/governance/signal-name";
import { useRecordedAction } from "@/components/shell/use-recorded-action";
import { Button } from "@/components/ui/button";
import { AlertDialog } from "@/components/ui/overlays/alert-dialog";
import { StatusChip } from "@/components/ui/status-chip";
import { Time } from "@/components/ui/time/time";
import { governanceQuery } from "@/lib/governance/panel/queries";
import type {
	GrantView,
	WindowView,
} from "@/lib/governance/panel/views-windows";
import { ReasonedAct } from "./reasoned-act";

type GrantProps = { window: WindowView; grant: GrantView; zone: string };

function Give({ window, grant, zone }: GrantProps) {
	const acts = useGovernanceActs();
	const { run } = useRecordedAction(acts.grant, {
		invalidates: [governanceQuery.all()],
		tell: (result) =>
			result.kind === "granted"
				? { text: `${grant.signal} is granted` }
				: { text: `Not granted: ${result.sentence}`, refused: true },
	});
	const others = window.grants.filter(
		({ signal, granted }) => signal !== grant.signal && !granted,
	);
	return (
		<AlertDialog
			title={`Grant ${grant.signal}`}
			confirmLabel="Grant"
			onConfirm={() => run({ windowId: window.id, signal: grant.signal })}
			trigger={
				<Button size="sm" variant="primary">
					Grant<span className="sr-only"> {grant.signal}</span>
				</Button>
			}
			description={
				<>
					For {describeAccounts(window.accounts)}, from{" "}
					<Time iso={window.opensAt} zone={zone} /> to{" "}
					<Time iso={window.closesAt} zone={zone} />.{" "}
					{others.length === 0
						? "It is the last one: approved posts will go out live in this window."
						: `Posts stay simulated until ${others.map(({ signal }) => signal).join(" and ")} ${others.length === 1 ? "is" : "are"} granted, too.`}
				</>
			}
		/>
	);
}

function TakeBack({ window, grant }: GrantProps) {
	const acts = useGovernanceActs();
	const { signal } = grant;
	return (
		<ReasonedAct
			danger
			label="Revoke"
			of={signal}
			title={`Revoke ${signal}`}
			act={(reason) => acts.revoke({ windowId: window.id, signal, reason })}
			tell={(value) => describeStopped(`${signal} is taken back`, value)}
		>
			From this moment the window gives no right to publish live. {STOP_NOTE}
		</ReasonedAct>
	);
}

/** One signal in one window: who granted it, or who could. */
export function WindowGrant(props: GrantProps) {
	const { window, grant, zone } = props;
	const { granted } = grant;
	return (
		<li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
			<div className="min-w-0 flex-1 basis-60">
				<p className="flex flex-wrap items-baseline gap-x-2">
					<StatusChip tone={granted ? "ok" : "neutral"}>
						{granted ? "granted" : "missing"}
					</StatusChip>
					<SignalName signal={grant.signal} />
				</p>
				{granted ? (
					<p className="text-ink-muted text-sm">
						by {granted.by},{" "}
						<Time iso={granted.at} zone={zone} showZone={false} />
					</p>
				) : (
					grant.refusal && (
						<p className="text-ink-muted text-sm">
							Not by you: {grant.refusal}
							{window.kind !== "break_glass" && `; ${GRANTED_BY[grant.signal]}`}
							.
						</p>
					)
				)}
			</div>
			{!granted && !grant.refusal && <Give {...props} />}
			{granted && grant.mayRevoke && <TakeBack {...props} />}
		</li>
	);
}
