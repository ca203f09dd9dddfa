import { decisionHref } from "@/components/decisions/look";
import { queueHref } from "@/components/queue/href";
import { ButtonLink } from "@/components/ui/button-link";
import type { AuditView } from "@/lib/audit/views";

/** The decision that an event is about or rests on. */
function decisionOf({ subjectType, subjectId, after }: AuditView) {
	if (subjectType === "decision") return subjectId;
	return after !== null && typeof after === "object" && "decisionId" in after
		? String(after.decisionId)
		: null;
}

/** From an event to the screens of what it is about. */
export function EventLinks({ event }: { event: AuditView }) {
	const { subjectType, subjectId, accountId } = event;
	const decisionId = decisionOf(event);
	const isPost = subjectType === "post" && accountId !== null;
	if (decisionId === null && !isPost) return null;
	return (
		<p className="flex flex-wrap gap-2">
			{decisionId !== null && (
				<ButtonLink size="sm" href={decisionHref(decisionId)}>
					Decision record
				</ButtonLink>
			)}
			{isPost && (
				<ButtonLink size="sm" href={queueHref({ accountId, row: subjectId })}>
					Open the post
				</ButtonLink>
			)}
		</p>
	);
}
