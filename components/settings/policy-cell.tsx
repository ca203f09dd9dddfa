"use client";
import { StatusChip } from "@/components/ui/status-chip";
import { Time } from "@/components/ui/time/time";
import type { AccountView } from "@/lib/accounts/model";
import type { PolicyActs } from "./acts";
import { Ask, Confirm, Decline, SwitchOff } from "./policy-acts";

type PolicyProps = { account: AccountView; acts: PolicyActs };

function Standing({ account }: { account: AccountView }) {
	const { on } = account.autoClean;
	if (!on) return <StatusChip tone="ok">by a person</StatusChip>;
	return (
		<>
			<StatusChip tone={on.void ? "bad" : "warn"}>
				{on.void ? "auto-clean, without effect" : "auto-clean"}
			</StatusChip>
			<p className="text-ink-muted text-sm">
				{on.void ?? (
					<>
						Clean posts go out without a person looking at each, since{" "}
						<Time iso={on.at} zone={account.timeZone} />. Asked by{" "}
						{on.requestedBy}, confirmed by {on.confirmedBy}: {on.reason}
					</>
				)}
			</p>
		</>
	);
}

function Waiting({ account, acts }: PolicyProps) {
	const { request, tightenRefusal } = account.autoClean;
	if (!request) return null;
	const { confirmRefusal } = request;
	return (
		<>
			<p className="text-sm">
				<StatusChip tone="info">auto-clean asked for</StatusChip> by{" "}
				{request.by}, until{" "}
				<Time iso={request.lapsesAt} zone={account.timeZone} />:{" "}
				{request.reason}
			</p>
			{confirmRefusal && (
				<p className="text-ink-muted text-sm">Not by you: {confirmRefusal}.</p>
			)}
			<div className="flex flex-wrap gap-2">
				{!confirmRefusal && (
					<Confirm account={account} request={request} act={acts.confirm} />
				)}
				{!tightenRefusal && (
					<Decline account={account} request={request} act={acts.decline} />
				)}
			</div>
		</>
	);
}

/** Who approves the posts of an account, and the acts that change it. */
export function PolicyCell({ account, acts }: PolicyProps) {
	const { on, request, askRefusal, tightenRefusal } = account.autoClean;
	return (
		<div className="flex min-w-52 max-w-80 flex-col items-start gap-2 whitespace-normal break-words">
			<Standing account={account} />
			<Waiting account={account} acts={acts} />
			{!on && !request && !askRefusal && (
				<Ask account={account} act={acts.ask} />
			)}
			{on && !tightenRefusal && (
				<SwitchOff account={account} act={acts.switchOff} />
			)}
		</div>
	);
}
