import Link from "next/link";
import { Card } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/status-chip";
import { Time } from "@/components/ui/time/time";
import type {
	DecisionRound,
	ProvenDecision,
} from "@/lib/publishing/decisions/model";
import { ANSWER, decisionHref, PHASE } from "./look";

type AnswerProps = {
	title: string;
	decision: ProvenDecision;
	/** The record that the page shows in full. */
	shownId: string;
};

function Answer({ title, decision, shownId }: AnswerProps) {
	const { tone, word } = ANSWER[decision.mode];
	const { id, at, zone, phase, sentence } = decision;
	return (
		<Card title={title} actions={<StatusChip tone={tone}>{word}</StatusChip>}>
			<p className="text-ink-muted text-sm">
				<Time iso={at} zone={zone} />, {PHASE[phase]}
			</p>
			<p className="break-words">{sentence}.</p>
			{id === shownId ? (
				<p className="text-ink-muted text-sm">Shown in full below.</p>
			) : (
				<Link href={decisionHref(id)} className="prose-link">
					See this answer in full
				</Link>
			)}
		</Card>
	);
}

function NotAsked({ round }: { round: DecisionRound }) {
	return (
		<Card title="Second answer">
			<p className="text-ink-muted">
				{round.claim?.mode === "live"
					? "Not asked yet, or the attempt ended before it: the gate is asked again only just before the call."
					: "Not asked: after the first answer there was no call to make."}
			</p>
		</Card>
	);
}

type AnswersProps = { round: DecisionRound; shownId: string };

/** Both decisions of the gate side by side, with their times. */
export function Answers({ round, shownId }: AnswersProps) {
	const { claim, intents } = round;
	return (
		<div className="grid items-start gap-4 md:grid-cols-2">
			{claim && (
				<Answer title="First answer" decision={claim} shownId={shownId} />
			)}
			{intents.length === 0 && <NotAsked round={round} />}
			{intents.map((decision, index) => (
				<Answer
					key={decision.id}
					title={index === 0 ? "Second answer" : `Asked again (${index + 1})`}
					decision={decision}
					shownId={shownId}
				/>
			))}
		</div>
	);
}
