import { z } from "zod";
import type { ItemView } from "@/lib/checklists/model";
import type { IncidentView } from "@/lib/incidents/model";

/** What a person says by signing. */
export const MEANING =
	"I looked at the evidence of every item of this day and hand over what is open.";

/** Has the day's summary reached the team channel? */
export type SummaryState =
	| { kind: "not_posted" }
	| { kind: "waiting"; why: string | null }
	| { kind: "failed"; why: string | null }
	| { kind: "delivered"; at: string };

export type Condition = "checklist" | "incidents" | "summary";

export type Block = {
	condition: Condition;
	/** What blocks, in a word or two, for the one-line summary. */
	short: string;
	sentence: string;
};

/** What the decision rests on, and what is frozen. */
export type DayFacts = {
	items: readonly Pick<
		ItemView,
		"item" | "title" | "verdict" | "sentence" | "confirmation" | "done"
	>[];
	incidents: readonly Pick<
		IncidentView,
		"number" | "severity" | "title" | "owner" | "etaAt" | "etaPassed"
	>[];
	summary: SummaryState;
};

export type SignedView = {
	id: string;
	accountId: string;
	day: string;
	meaning: string;
	signedBy: string;
	signedAt: string;
	sha256: string;
	/** The stored snapshot still has the hash that was signed. */
	intact: boolean;
	snapshot: unknown;
	summary: string;
};

/** A day that is over, or signed already. */
export type PastDay = {
	accountId: string;
	day: string;
	/** Null for one that ended unsigned. */
	signed: SignedView | null;
};

export type SignOffView = {
	accountId: string;
	handle: string;
	day: string;
	zone: string;
	state: "signed" | "ready" | "blocked";
	blocks: readonly Block[];
	summary: SummaryState;
	/** The summary as it was posted; before that, as it would be posted now. */
	summaryText: string;
	/** ISO; null before it was posted. */
	postedAt: string | null;
	/** Are the KPIs that the summary is about there? */
	kpisThere: boolean;
	signed: SignedView | null;
	observedAt: string;
};

/** What a signed day's snapshot holds, as far as it is shown; the hash covers all of it. */
export const Frozen = z.object({
	zone: z.string(),
	observedAt: z.string(),
	items: z.array(
		z.object({
			item: z.string(),
			title: z.string(),
			verdict: z.string(),
			sentence: z.string(),
			confirmation: z
				.object({ by: z.string(), at: z.string(), note: z.string().nullable() })
				.nullable(),
		}),
	),
	incidents: z.array(
		z.object({
			number: z.number(),
			severity: z.number(),
			title: z.string(),
			owner: z.object({ name: z.string() }).nullable(),
			etaAt: z.string().nullable(),
		}),
	),
	singlePerson: z.boolean(),
	audit: z.object({ seq: z.string(), hash: z.string() }),
});
export type Frozen = z.output<typeof Frozen>;

/** A signed day for reading and for checking its hash offline. */
export type SignedDay = SignedView & {
	handle: string;
	/** The text of which `sha256` is the SHA-256. */
	canonical: string;
	/** Null when the snapshot is of a form that this version does not know. */
	frozen: Frozen | null;
};
