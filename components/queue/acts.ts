import type { RefillAnswer } from "@/components/today/acts";
import type { ActionResult } from "@/components/ui/actions/action-result";
import type { Receipt } from "@/lib/audit/receipt";
import type { EditPost } from "@/lib/publishing/edit/model";
import type { PostState } from "@/lib/publishing/post/model";
import type { Quarantined } from "@/lib/publishing/quarantine/model";
import type { PostPanel } from "@/lib/publishing/queue/views-panel";

/** A server action that answers with a receipt. */
export type Act<Input, Value> = (
	input: Input,
) => Promise<ActionResult<Receipt<Value>>>;

type Moved = { postId: string; state: PostState };
type Slotted = Moved & { slotAt: string };
type WithReason = { postId: string; reason: string };
export type WithSlot = { postId: string; slot: { day: string; time: string } };

export type Approved = { approved: { postId: string }[]; refused: Refusal[] };
export type Refusal = { postId: string; why: string };

/** What can be done about posts; pages hand in their server actions. */
export type QueueActs = {
	approve: Act<{ postId: string; digest: string }, Moved>;
	reject: Act<WithReason, Moved>;
	edit: Act<EditPost, { postId: string; moderation: "pass" | "hold" }>;
	hold: Act<WithReason, Moved>;
	release: Act<{ postId: string }, Moved>;
	reschedule: Act<WithSlot, Slotted>;
	requeue: Act<WithSlot, Slotted>;
	resolve: Act<
		WithReason &
			(
				| { verdict: "published"; mediaId: string }
				| { verdict: "not_published" }
			),
		Moved
	>;
	quarantine: Act<WithReason, Quarantined>;
	liftQuarantine: Act<WithReason, Moved>;
	publishNext: Act<{ postId: string }, Slotted & { approved: boolean }>;
	approveMany: Act<
		{ accountId: string; posts: { postId: string; digest: string }[] },
		Approved
	>;
	rejectMany: Act<
		{ accountId: string; postIds: string[]; reason: string },
		{ rejected: string[]; refused: Refusal[] }
	>;
	holdMany: Act<
		{ accountId: string; postIds: string[]; reason: string },
		{ held: string[]; refused: Refusal[] }
	>;
	refill: Act<{ windowHours: number; accountId: string }, RefillAnswer>;
};

export type PostActionsProps = { post: PostPanel; acts: QueueActs };
