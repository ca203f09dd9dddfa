import Link from "next/link";
import { queueHref } from "@/components/queue/href";
import { Banner } from "@/components/ui/banner";
import { Section } from "@/components/ui/section";
import { StatusChip } from "@/components/ui/status-chip";
import { Time } from "@/components/ui/time/time";
import type { DecisionPage } from "@/lib/publishing/decisions/views";
import { Answers } from "./answers";
import { ANSWER, decisionHref, PHASE } from "./look";
import { RecordFacts } from "./record-facts";
import { RecordProof } from "./record-proof";
import { SignalsThen } from "./signals-then";
import { WindowsThen } from "./windows-then";

type PageProps = { page: DecisionPage };

function Attempts({ page }: PageProps) {
	const { attempts, decision } = page;
	if (attempts.length === 0)
		return (
			<p className="text-ink-muted">
				No attempt at publishing rests on these answers.
			</p>
		);
	return (
		<ul className="space-y-1">
			{attempts.map((attempt) => (
				<li key={attempt.id} className="break-words">
					{attempt.outcome},{" "}
					<Time iso={attempt.finishedAt} zone={decision.zone} />
					{attempt.httpStatus !== null && `, HTTP ${attempt.httpStatus}`},
					payload{" "}
					<code className="break-all font-mono text-xs">
						{attempt.payloadHash}
					</code>
				</li>
			))}
		</ul>
	);
}

function Others({ page }: PageProps) {
	const { others, decision } = page;
	if (others.length === 0) return null;
	return (
		<Section title="Other times the gate was asked about this post">
			<ul className="space-y-2">
				{others.map(({ id, at, mode, sentence }) => (
					<li key={id}>
						<p className="flex flex-wrap items-center gap-2">
							<StatusChip tone={ANSWER[mode].tone}>
								{ANSWER[mode].word}
							</StatusChip>
							<Link href={decisionHref(id)} className="prose-link">
								<Time iso={at} zone={decision.zone} />
							</Link>
						</p>
						<p className="break-words">{sentence}.</p>
					</li>
				))}
			</ul>
		</Section>
	);
}

/** Why the gate answered as it did, once: the answer first, then everything that it was made from. */
export function DecisionScreen({ page }: PageProps) {
	const { decision, round, post } = page;
	const { tone, word } = ANSWER[decision.mode];
	return (
		<div className="space-y-6">
			<Banner tone={tone} title={`${decision.sentence}.`}>
				The gate answered “{word}” {PHASE[decision.phase]},{" "}
				<Time iso={decision.at} zone={decision.zone} />.{" "}
				<Link
					href={queueHref({ accountId: decision.accountId, row: post.id })}
					className="prose-link"
				>
					The post
				</Link>{" "}
				is {post.state.replace("_", " ")} now.
			</Banner>
			<Section title="Gate decisions">
				<Answers round={round} shownId={decision.id} />
			</Section>
			<Section title="Signals">
				<SignalsThen decision={decision} />
			</Section>
			<Section title="Windows">
				<WindowsThen decision={decision} />
			</Section>
			<Section title="Other sources">
				<RecordFacts decision={decision} />
			</Section>
			<Section title="Outcome">
				<Attempts page={page} />
			</Section>
			<Section title="Proof">
				<RecordProof decision={decision} />
			</Section>
			<Others page={page} />
		</div>
	);
}
