import type { DecisionView, ProofView } from "@/lib/governance/decisions/model";
import type { PostState } from "@/lib/publishing/post/model";

export type ProvenDecision = DecisionView & { proof: ProofView | null };

/** What the gate said about a post from when a worker took it up until it was let go: the claim, and the intents after it. */
export type DecisionRound = {
	claim: ProvenDecision | null;
	intents: ProvenDecision[];
};

/** A post that was due, and the gate's last word on it. */
export type DuePostView = Pick<
	DecisionView,
	| "postId"
	| "accountId"
	| "handle"
	| "zone"
	| "slotAt"
	| "at"
	| "mode"
	| "sentence"
> & { decisionId: string; title: string; state: PostState };
