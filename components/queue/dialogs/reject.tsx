import { X } from "lucide-react";
import type { QueueActs } from "@/components/queue/acts";
import { Button } from "@/components/ui/button";
import { ReasonDialog } from "./reason";

type RejectDialogProps = {
	postId: string;
	title: string;
	reject: QueueActs["reject"];
	size?: "sm" | "md";
};

export function RejectDialog(props: RejectDialogProps) {
	const { postId, title, reject, size = "md" } = props;
	return (
		<ReasonDialog
			postId={postId}
			title={`Reject “${title}”?`}
			description="The post is cancelled for good and its slot becomes empty. The reason is kept."
			confirmLabel="Reject"
			variant="danger"
			done="The post is rejected"
			act={reject}
			trigger={
				<Button size={size} data-key="r">
					<X aria-hidden />
					Reject
					{size === "sm" && <span className="sr-only">“{title}”</span>}
				</Button>
			}
		/>
	);
}
