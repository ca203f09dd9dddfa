import type { HeadroomView } from "@/lib/accounts/model";
import type { ApprovalView } from "@/lib/publishing/approval/model";
import { hasEnded, type PostState } from "@/lib/publishing/post/model";
import type { QuarantineView } from "@/lib/publishing/quarantine/model";

/** A post as a line of the queue. */
export type QueueRow = {
	id: string;
	state: PostState;
	slotAt: string;
	title: string;
	topic: string;
	templateVersion: string;
	digest: string;
	moderation: "pass" | "hold";
	/** What moderation found where its hold stands: a person's approval overrules it. */
	moderationHold: string | null;
	imageSha256: string | null;
	heldWhy: string[];
	waitsFor: string | null;
	fault: string | null;
	permalink: string | null;
	approval: ApprovalView;
	/** Null where the reader may approve it as it stands; else why not. */
	approveRefusal: string | null;
	/** Null where the reader may reject it; else why not. */
	rejectRefusal: string | null;
	/** Null where the reader may hold it; else why not. */
	holdRefusal: string | null;
	quarantine: QuarantineView | null;
};

export type QueuePageView = {
	accountId: string;
	handle: string;
	zone: string;
	policy: "human" | "auto_clean";
	paused: boolean;
	breaker: { until: string; reason: string } | null;
	/** By slot, oldest first. */
	rows: QueueRow[];
	/** Slots of the plan from now on, ISO. */
	planned: string[];
	headroom: HeadroomView;
	/** Null where the reader may; else why not. */
	editRefusal: string | null;
	decideRefusal: string | null;
	refillRefusal: string | null;
	observedAt: string;
};

export const QUEUE_FILTERS = [
	"open",
	"approval",
	"held",
	"sent",
	"trouble",
	"all",
] as const;
export type QueueFilter = (typeof QUEUE_FILTERS)[number];

const SENT: readonly PostState[] = ["published", "simulated"];
const TROUBLE: readonly PostState[] = [
	"quarantined",
	"failed",
	"expired",
	"unknown",
	"needs_human",
];

type Sorted = Pick<QueueRow, "state" | "approval">;

type Standing = { kind: string; fault: string | null; beforeHold: boolean };

/** Would this approval let the post out as things stand? */
export const countsNow = ({ kind, fault, beforeHold }: Standing): boolean =>
	kind === "approved" && fault === null && !beforeHold;

/** Does a person have to approve this post before it can go out? */
export const needsApproval = ({ state, approval }: Sorted): boolean =>
	!hasEnded(state) && (approval.fault !== null || approval.beforeHold);

const BELONGS: Record<QueueFilter, (row: Sorted) => boolean> = {
	open: ({ state }) => !hasEnded(state),
	approval: needsApproval,
	held: ({ state }) => state === "held",
	sent: ({ state }) => SENT.includes(state),
	trouble: ({ state }) => TROUBLE.includes(state),
	all: () => true,
};

/** The posts that a filter shows. */
export const filterRows = <Row extends Sorted>(
	rows: readonly Row[],
	filter: QueueFilter,
): Row[] => rows.filter(BELONGS[filter]);

/** A filter from the URL; anything unknown is the first. */
export const queueFilterOf = (asked: string | null): QueueFilter =>
	QUEUE_FILTERS.find((filter) => filter === asked) ?? "open";

export const POST_ACTS = [
	"approve",
	"reject",
	"edit",
	"hold",
	"release",
	"reschedule",
	"requeue",
	"publishNext",
	"resolve",
	"quarantine",
	"liftQuarantine",
] as const;
export type PostAct = (typeof POST_ACTS)[number];

/** Why the reader may not do each act on a post now; null where they may. The commands check again. */
export type PostActs = Record<PostAct, string | null>;
