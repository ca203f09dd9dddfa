"use client";
import { CalendarClock, Check, Pause, Play, RotateCcw } from "lucide-react";
import type { ReactNode } from "react";
import type { PostActionsProps } from "@/components/queue/acts";
import { approveLabel } from "@/components/queue/describe-bulk";
import { EditDialog } from "@/components/queue/dialogs/edit";
import { MoveDialog } from "@/components/queue/dialogs/move";
import {
	LiftQuarantineDialog,
	QuarantineDialog,
} from "@/components/queue/dialogs/quarantine";
import { ReasonDialog } from "@/components/queue/dialogs/reason";
import { RejectDialog } from "@/components/queue/dialogs/reject";
import { ResolveDialog } from "@/components/queue/dialogs/resolve";
import { useRecordedAction } from "@/components/shell/use-recorded-action";
import { Button } from "@/components/ui/button";
import type { Quarantined } from "@/lib/publishing/quarantine/model";
import type { PostAct } from "@/lib/publishing/queue/model";
import { publishingQuery } from "@/lib/publishing/queue/queries";
import { PublishNext } from "./publish-next";

type ActProps = PostActionsProps & {
	/** What a quarantine answered outlives its button. */
	onQuarantined: (done: Quarantined) => void;
};

function Approve({ post, acts }: PostActionsProps) {
	const act = useRecordedAction(acts.approve, {
		invalidates: [publishingQuery.all()],
		tell: () => ({ text: "Approved exactly as it stands" }),
	});
	return (
		<Button
			variant="primary"
			data-key="a"
			pending={act.pending}
			onClick={() => void act.run({ postId: post.id, digest: post.digest })}
		>
			<Check aria-hidden />
			{approveLabel(post)}
		</Button>
	);
}

function Release({ post, acts }: PostActionsProps) {
	const act = useRecordedAction(acts.release, {
		invalidates: [publishingQuery.all()],
		tell: () => ({ text: "Back in the queue; the gate is asked at its slot" }),
	});
	return (
		<Button
			pending={act.pending}
			onClick={() => void act.run({ postId: post.id })}
		>
			<Play aria-hidden />
			Release
		</Button>
	);
}

const Hold = ({ post, acts }: PostActionsProps) => (
	<ReasonDialog
		postId={post.id}
		title="Hold this post?"
		description="It does not go out until somebody releases it. Its slot and approval are kept."
		confirmLabel="Hold"
		done="The post is held"
		act={acts.hold}
		trigger={
			<Button>
				<Pause aria-hidden />
				Hold
			</Button>
		}
	/>
);

const Reschedule = ({ post, acts }: PostActionsProps) => (
	<MoveDialog
		post={post}
		title="Reschedule"
		description="An approval is bound to the slot: a post that moves needs a new one."
		submitLabel="Move it"
		done="The post has a new slot"
		act={acts.reschedule}
		trigger={
			<Button>
				<CalendarClock aria-hidden />
				Reschedule
			</Button>
		}
	/>
);

const Requeue = ({ post, acts }: PostActionsProps) => (
	<MoveDialog
		post={{ ...post, slotAt: post.freeSlotAt ?? post.slotAt }}
		title="Requeue into a new slot"
		description="The post starts anew in that slot and needs a new approval."
		submitLabel="Requeue"
		done="The post is queued again"
		act={acts.requeue}
		trigger={
			<Button variant="primary">
				<RotateCcw aria-hidden />
				Requeue
			</Button>
		}
	/>
);

const Reject = ({ post, acts }: PostActionsProps) => (
	<RejectDialog postId={post.id} title={post.title} reject={acts.reject} />
);

const Edit = ({ post, acts }: PostActionsProps) => (
	<EditDialog post={post} edit={acts.edit} />
);

const Resolve = ({ post, acts }: PostActionsProps) => (
	<ResolveDialog postId={post.id} resolve={acts.resolve} />
);

const Quarantine = ({ post, acts, onQuarantined }: ActProps) => (
	<QuarantineDialog
		postId={post.id}
		quarantine={acts.quarantine}
		onDone={onQuarantined}
	/>
);

const LiftQuarantine = ({ post, acts }: PostActionsProps) => (
	<LiftQuarantineDialog postId={post.id} lift={acts.liftQuarantine} />
);

/** The button of each act, with its dialog where it needs one. */
export const ACT_BUTTON: Record<PostAct, (props: ActProps) => ReactNode> = {
	approve: Approve,
	reject: Reject,
	edit: Edit,
	hold: Hold,
	release: Release,
	reschedule: Reschedule,
	requeue: Requeue,
	publishNext: PublishNext,
	resolve: Resolve,
	quarantine: Quarantine,
	liftQuarantine: LiftQuarantine,
};
