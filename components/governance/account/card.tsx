import { CallsStopped } from "@/components/governance/calls-stopped";
import { ANSWERS, describeBudget } from "@/components/governance/describe";
import { Sentence } from "@/components/governance/sentence";
import { Card } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/status-chip";
import { Time } from "@/components/ui/time/time";
import type { BudgetView } from "@/lib/governance/budget/views";
import type { AccountPageView } from "@/lib/governance/panel/views-page";
import { SignalTable } from "./signal-table";

const QUESTIONS = {
	live: "Why does the next post go out live?",
	simulated: "Why is the next post simulated?",
	held: "Why is the next post held?",
	stopped: "Why is the next post stopped?",
};

type AccountCardProps = {
	account: AccountPageView;
	budget: BudgetView | undefined;
	/** Not the one at hand: on a phone its reasons are enough. */
	isOther: boolean;
};

function BudgetLine({ budget, zone }: { budget: BudgetView; zone: string }) {
	const { exhausted, observedAt } = budget;
	return (
		<p className={exhausted ? "text-bad text-sm" : "text-ink-muted text-sm"}>
			Error budget: {describeBudget(budget)}
			{observedAt && (
				<>
					, seen <Time iso={observedAt} zone={zone} showZone={false} />
				</>
			)}
			.{exhausted && " Only windows for recovery posts may be opened."}
		</p>
	);
}

/** What the gate would answer for an approved post of this account now, and why. */
export function AccountCard({ account, budget, isOther }: AccountCardProps) {
	const { handle, zone, explanation } = account;
	const { word, tone } = ANSWERS[explanation.mode];
	return (
		<Card
			title={`@${handle}`}
			actions={<StatusChip tone={tone}>{word}</StatusChip>}
		>
			{explanation.callsStop && (
				<p className="text-warn">
					Nothing goes out now:{" "}
					<CallsStopped stop={explanation.callsStop} zone={zone} />
				</p>
			)}
			<div className="space-y-1">
				<h4 className="font-medium">{QUESTIONS[explanation.mode]}</h4>
				<ul className="list-disc space-y-0.5 ps-5">
					{[...new Set(explanation.reasons)].map((reason) => (
						<li key={reason} className="break-words">
							<Sentence text={reason} zone={zone} />.
						</li>
					))}
				</ul>
			</div>
			<div className={isOther ? "max-sm:hidden" : undefined}>
				<SignalTable account={account} />
			</div>
			{budget && <BudgetLine budget={budget} zone={zone} />}
			{explanation.workersSeen === 0 && (
				<p className="text-sm text-warn">
					No publishing worker is alive, so no environment signal counts and
					nothing goes out at all.
				</p>
			)}
		</Card>
	);
}
