import { z } from "zod";
import type { RankedTemplate } from "./rank";

export const HYPOTHESIS_STATUSES = ["proposed", "kept", "dropped"] as const;
export type HypothesisStatus = (typeof HYPOTHESIS_STATUSES)[number];

/** A source signal as it was when the hypothesis was last seen. */
export const EvidenceSignal = z.object({
	signalId: z.string(),
	title: z.string(),
	url: z.string().nullable(),
	source: z.string(),
	/** Per mille, like momentum. */
	score: z.number(),
	momentum: z.number(),
	observedAt: z.string(),
});
export type EvidenceSignal = z.output<typeof EvidenceSignal>;

export const DecideHypothesis = z.object({
	hypothesisId: z.uuid(),
	verdict: z.enum(["kept", "dropped"]),
	note: z.string().trim().max(500).optional(),
});

/** A template's weight in the strategy, before a decision and after it. */
export type WeightChange = { template: string; before: number; after: number };

/** What a ranking was decided on: its templates with their sample sizes, and how posts were compared. */
export type RankingEvidence = {
	days: number;
	/** The age at which posts are compared. */
	age: string;
	posts: number;
	postsWithout: number;
	templates: RankedTemplate[];
};

/** The last change of the strategy by the ranking, for the screen. */
export type OptimisationDecisionView = {
	at: string;
	by: string;
	strategyBefore: number;
	strategyAfter: number;
};

export type HypothesisView = {
	id: string;
	topic: string;
	statement: string;
	status: HypothesisStatus;
	evidence: readonly EvidenceSignal[];
	createdAt: string;
	seenAt: string;
};

/** An account's backlog: undecided ones first. */
export type BacklogView = {
	accountId: string;
	hypotheses: readonly HypothesisView[];
	proposed: number;
	kept: number;
	/** Null when it never was. */
	refreshedAt: string | null;
	/** Null where the reader may; else why not. */
	refreshRefusal: string | null;
	decideRefusal: string | null;
};

/** What a refresh of one backlog did. */
export type BacklogRefreshed = {
	/** Topics that are new in the backlog. */
	added: string[];
	/** Topics that newer signals show again. */
	seenAgain: string[];
	/** How many are neither kept nor dropped. */
	open: number;
};
