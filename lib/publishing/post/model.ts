import { z } from "zod";
import { HOUR } from "@/lib/core/time";
import { canMove } from "@/lib/core/transitions";

export const POST_STATES = [
	"draft",
	"queued",
	"claimed",
	"container_ready",
	"publishing",
	"published",
	"simulated",
	"failed",
	"unknown",
	"held",
	"needs_human",
	"expired",
	"cancelled",
	"quarantined",
] as const;
export type PostState = (typeof POST_STATES)[number];

const AWKWARD: Partial<Record<PostState, string>> = {
	container_ready: "an uploaded post",
	expired: "an expired post",
	needs_human: "a post that a person has to settle",
	unknown: "a post whose outcome is unknown",
};

/** A post of this state, as the subject of a sentence. */
export const describePost = (state: PostState): string =>
	AWKWARD[state] ?? `a ${state} post`;

/** Every move a post may make. A claim that finds its container kept goes straight to `container_ready`. */
export const POST_TRANSITIONS = {
	draft: ["queued", "held", "cancelled"],
	queued: [
		"claimed",
		"container_ready",
		"simulated",
		"held",
		"expired",
		"cancelled",
		"quarantined",
	],
	claimed: [
		"container_ready",
		"queued",
		"failed",
		"held",
		"expired",
		"cancelled",
		"quarantined",
	],
	container_ready: [
		"publishing",
		"claimed",
		"queued",
		"failed",
		"needs_human",
		"held",
		"expired",
		"cancelled",
		"quarantined",
	],
	publishing: [
		"published",
		"container_ready",
		"queued",
		"failed",
		"held",
		"unknown",
	],
	unknown: ["published", "queued", "failed", "needs_human"],
	needs_human: ["published", "failed"],
	held: ["queued", "expired", "cancelled", "quarantined"],
	simulated: ["queued"],
	failed: ["queued"],
	expired: ["queued"],
	published: [],
	cancelled: [],
	quarantined: ["queued"],
} as const satisfies Record<PostState, readonly PostState[]>;

export const canMovePost = (from: PostState, to: PostState): boolean =>
	canMove<PostState>(POST_TRANSITIONS, from, to);

/** No worker has them: a person may still change these. */
export const OPEN_POST_STATES = [
	"queued",
	"held",
] as const satisfies PostState[];

export const isPostOpen = (state: PostState): boolean =>
	(OPEN_POST_STATES as readonly PostState[]).includes(state);

/** A worker takes them at their slot, or has; no publish call is under way. */
export const WAITING_STATES = [
	"queued",
	"claimed",
	"container_ready",
] as const satisfies PostState[];

export const isWaiting = (state: PostState): boolean =>
	(WAITING_STATES as readonly PostState[]).includes(state);

const ENDED_STATES: readonly PostState[] = [
	"published",
	"simulated",
	"failed",
	"expired",
	"cancelled",
	"quarantined",
];

/** Has the post come to an end, so that an approval matters no more? */
export const hasEnded = (state: PostState): boolean =>
	ENDED_STATES.includes(state);

/** Not sent yet, and nothing is in doubt: a person may still stop these. */
export const UNSENT_STATES = [
	"queued",
	"claimed",
	"container_ready",
	"held",
] as const satisfies readonly PostState[];

export const isUnsent = (state: PostState): boolean =>
	(UNSENT_STATES as readonly PostState[]).includes(state);

/** What only a look at the account can settle. */
export const IN_DOUBT: readonly PostState[] = ["unknown", "needs_human"];

/** A slot is taken while a post in one of these holds it (the index `post_slot`). */
export const SLOT_STATES = [
	"draft",
	"queued",
	"claimed",
	"container_ready",
	"publishing",
	"unknown",
	"held",
] as const satisfies readonly PostState[];

/** How long after its slot a post may still go out, and its approval counts (R5). */
export const SLOT_TOLERANCE_MS = 6 * HOUR;

/** Instagram's cap on posts in 24 h where none has been read yet (§0.2). */
export const MAX_POSTS_A_DAY = 50;

export const Flags = z.object({ isAiGenerated: z.boolean() });
export type Flags = z.output<typeof Flags>;

/** Why a post is held: the kind decides who may let it go, the sentence is for people. */
export const HeldWhy = z.object({
	kind: z.enum([
		"halt",
		"policy_hold",
		"approval",
		"not_due",
		"second_gate",
		"moderation",
		"person",
		"account",
		"missed_slot",
	]),
	sentence: z.string(),
});
export type HeldWhy = z.output<typeof HeldWhy>;

export type ModerationVerdict = "pass" | "hold";

export type Post = {
	id: string;
	accountId: string;
	runId: string | null;
	state: PostState;
	version: number;
	slotAt: Date;
	expiresAt: Date;
	title: string;
	caption: string;
	altText: string;
	flags: Flags;
	mediaSha256: readonly string[];
	picture: unknown;
	templateVersion: string;
	topic: string;
	digest: string;
	policyVersion: string;
	moderation: ModerationVerdict;
	moderationNotes: unknown;
	heldWhy: readonly HeldWhy[];
	fault: string | null;
	tries: number;
	nextAttemptAt: Date | null;
	leaseOwner: string | null;
	leaseUntil: Date | null;
	fence: number;
	containerId: string | null;
	containerAt: Date | null;
	mediaId: string | null;
	permalink: string | null;
	finishedAt: Date | null;
	createdAt: Date;
	recovery: boolean;
};

/** What became of one try; `retry` and `failed` were proven not to be published. */
export const ATTEMPT_OUTCOMES = [
	"published",
	"simulated",
	"retry",
	"failed",
] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, "not a SHA-256");

/** Limits of §1.1: 2200 characters of caption, 1000 of alternative text. */
export const Caption = z.string().min(1).max(2200);
export const AltText = z.string().max(1000);
