"use client";
import { Biohazard, ShieldCheck } from "lucide-react";
import type { QueueActs } from "@/components/queue/acts";
import { Button } from "@/components/ui/button";
import type { Quarantined } from "@/lib/publishing/quarantine/model";
import { ReasonDialog } from "./reason";

type QuarantineDialogProps = {
	postId: string;
	quarantine: QueueActs["quarantine"];
	onDone: (done: Quarantined) => void;
};

/** Stops a picture wherever it is used. */
export const QuarantineDialog = (props: QuarantineDialogProps) => (
	<ReasonDialog
		postId={props.postId}
		title="Quarantine this post's picture?"
		description="Every unsent post that carries exactly this picture, on any account, stops at once, and no new post can use it. A call that was sent already may still go out, and a post that is live stays live: Signalbox cannot delete it, you have to delete it in Instagram. Only compliance can lift the quarantine."
		confirmLabel="Quarantine"
		variant="danger"
		done="The picture is quarantined"
		act={props.quarantine}
		onDone={props.onDone}
		trigger={
			<Button variant="danger">
				<Biohazard aria-hidden />
				Quarantine
			</Button>
		}
	/>
);

type LiftQuarantineDialogProps = {
	postId: string;
	lift: QueueActs["liftQuarantine"];
};

/** Lets a picture be used again. */
export const LiftQuarantineDialog = (props: LiftQuarantineDialogProps) => (
	<ReasonDialog
		postId={props.postId}
		title="Lift the quarantine of this picture?"
		description="The picture may be used again, on every account. Posts that it stopped do not go out by themselves: each has to be requeued into a new slot, and approved again. Approvals given before this moment do not count."
		confirmLabel="Lift quarantine"
		variant="danger"
		done="The quarantine is lifted; its posts can be requeued"
		act={props.lift}
		trigger={
			<Button>
				<ShieldCheck aria-hidden />
				Lift quarantine
			</Button>
		}
	/>
);
