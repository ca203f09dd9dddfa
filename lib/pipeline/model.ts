import { z } from "zod";
import { canMove } from "@/lib/core/transitions";

export const STAGES = [
	"signals",
	"plan",
	"draft",
	"moderate",
	"render",
	"enqueue",
] as const;
export type StageName = (typeof STAGES)[number];
export const StageName = z.enum(STAGES);

export const RUN_STATES = [
	"queued",
	"running",
	"waiting",
	"succeeded",
	"failed",
	"cancelled",
] as const;
export type RunState = (typeof RUN_STATES)[number];

export const STAGE_STATES = [
	"running",
	"succeeded",
	"failed",
	"superseded",
] as const;

/** Which state a run may go to from which. */
export const RUN_TRANSITIONS = {
	queued: ["running", "failed", "cancelled"],
	running: ["running", "waiting", "succeeded", "failed", "cancelled"],
	waiting: ["running", "queued", "failed", "cancelled"],
	succeeded: [],
	failed: ["queued", "cancelled"],
	cancelled: [],
} as const satisfies Record<RunState, readonly RunState[]>;

/** The states from which a run may still get to `to`. */
export const statesBefore = (to: RunState): RunState[] =>
	RUN_STATES.filter((from) => canMove<RunState>(RUN_TRANSITIONS, from, to));

export const UNFINISHED = ["queued", "running", "waiting"] as const;

export const isUnfinished = (state: RunState): boolean =>
	(UNFINISHED as readonly RunState[]).includes(state);

export const MAX_STAGE_ATTEMPTS = 5;
/** A worker that has not renewed its lease for so long has lost the run. */
export const RUN_LEASE_MS = 15_000;
export const RENEW_MS = 5_000;

export const Topic = z
	.string()
	.transform((topic) => topic.normalize("NFC").replace(/\s+/gu, " ").trim())
	.pipe(
		z
			.string()
			.min(1, "a topic is needed")
			.max(120, "a topic has at most 120 characters"),
	);

/** Two spellings of one topic: upper case and white space do not make another. */
export const topicKey = (topic: string): string =>
	topic.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();

/** "Once per account, topic and local day." */
export const dayKey = (accountId: string, topic: string, day: string): string =>
	`day:${accountId}:${topicKey(topic)}:${day}`;

/** One run fills a slot; `turn` counts the runs that ended without filling it. */
export const slotKey = (
	accountId: string,
	slotAt: Date,
	turn: number,
): string => `slot:${accountId}:${slotAt.toISOString()}:${turn}`;

export const StartInput = z.object({
	accountId: z.uuid(),
	topic: Topic,
	/** "day": at most one run per account, topic and local day. "new": always another. */
	dedupe: z.enum(["day", "new"]).default("day"),
	slotAt: z.coerce.date().optional(),
});

/** A run as its stages and commands see it. */
export type Run = {
	id: string;
	accountId: string;
	topic: string;
	state: RunState;
	stage: StageName | null;
	tries: number;
	fault: string | null;
	nextAttemptAt: Date;
	leaseOwner: string | null;
	leaseUntil: Date | null;
	fence: number;
	slotAt: Date | null;
	startedBy: string;
	startedByName: string;
	trace: string;
	createdAt: Date;
	finishedAt: Date | null;
	postId: string | null;
};

export type StageMarkState =
	| "pending"
	| "running"
	| "waiting"
	| "succeeded"
	| "failed";

export type RunSummary = {
	id: string;
	accountId: string;
	handle: string;
	topic: string;
	state: RunState;
	stage: StageName | null;
	tries: number;
	fault: string | null;
	/** When the next try is due; null unless the run waits. */
	nextAttemptAt: string | null;
	slotAt: string | null;
	startedByName: string;
	trace: string;
	createdAt: string;
	finishedAt: string | null;
	postId: string | null;
	stages: { name: StageName; state: StageMarkState; tookMs: number | null }[];
};
