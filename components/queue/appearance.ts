import type { Tone } from "@/components/ui/tone";
import {
	hasEnded,
	IN_DOUBT,
	type PostState,
} from "@/lib/publishing/post/model";
import type { QueueFilter, QueueRow } from "@/lib/publishing/queue/model";

export type Look = { tone: Tone; word: string };

export const POST_LOOK: Record<PostState, Look> = {
	draft: { tone: "neutral", word: "draft" },
	queued: { tone: "neutral", word: "queued" },
	claimed: { tone: "info", word: "taken by a worker" },
	container_ready: { tone: "info", word: "uploaded" },
	publishing: { tone: "info", word: "publishing" },
	published: { tone: "live", word: "published" },
	simulated: { tone: "info", word: "simulated" },
	failed: { tone: "bad", word: "failed" },
	unknown: { tone: "bad", word: "outcome unknown" },
	held: { tone: "warn", word: "held" },
	needs_human: { tone: "bad", word: "needs a person" },
	expired: { tone: "warn", word: "expired" },
	cancelled: { tone: "neutral", word: "cancelled" },
	quarantined: { tone: "bad", word: "quarantined" },
};

export const FILTER_LABEL: Record<QueueFilter, string> = {
	open: "To go out",
	approval: "Needs approval",
	held: "Held",
	sent: "Sent",
	trouble: "In trouble",
	all: "All",
};

export const EMPTY_TITLE: Record<QueueFilter, string> = {
	open: "No post waits to go out",
	approval: "Nothing waits for an approval",
	held: "No post is held",
	sent: "Nothing went out in the last 7 days",
	trouble: "No post is in trouble",
	all: "No post in these 15 days",
};

type Approval = Pick<
	QueueRow["approval"],
	"kind" | "by" | "fault" | "beforeHold"
>;

/** What an approval is worth now, in a word. */
export function approvalLook({ kind, by, fault, beforeHold }: Approval): Look {
	if (kind === "rejected") return { tone: "bad", word: "rejected" };
	if (kind === "none") return { tone: "warn", word: "needs approval" };
	if (fault === "approval_stale")
		return { tone: "warn", word: "approval stale" };
	if (fault !== null) return { tone: "warn", word: "approval void" };
	if (beforeHold) return { tone: "warn", word: "approved before the hold" };
	const word = by === "policy" ? "approved by policy" : "approved";
	return { tone: "ok", word };
}

/** May the gate still be asked about it? Of a call that was made only its outcome is open. */
export const awaitsGate = (state: PostState): boolean =>
	!hasEnded(state) && !IN_DOUBT.includes(state);
