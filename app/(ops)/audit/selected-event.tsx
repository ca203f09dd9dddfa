import { EventDetail } from "@/components/audit/event-detail";
import { SidePanel } from "@/components/ui/overlays/side-panel";
import { EmptyState } from "@/components/ui/states/empty-state";
import type { AuditView } from "@/lib/audit/views";
import { type AuditParams, auditHref, parseAuditParams } from "./filter-of";

type AuditChange = Parameters<typeof auditHref>[1];
type SelectedProps = {
	params: AuditParams;
	event: AuditView | null;
	zone: string;
};

/** The chosen event beside the list. */
export function SelectedEvent({ params, event, zone }: SelectedProps) {
	const { row, account } = params;
	if (row === undefined) return null;
	const only = (change: AuditChange) =>
		auditHref(parseAuditParams({ account }), change);
	return (
		<SidePanel
			title={event ? `${event.seq} · ${event.action}` : `Event ${row}`}
			closeHref={auditHref(params, { row: null })}
		>
			{event ? (
				<EventDetail
					event={event}
					zone={zone}
					hrefs={{
						trace: only({ trace: event.trace, row }),
						actor: only({ actor: event.actorId, row }),
						subject: only({
							subject: event.subjectType,
							id: event.subjectId,
							row,
						}),
					}}
				/>
			) : (
				<EmptyState title="There is no such event">
					Or it belongs to an account on which you have no role.
				</EmptyState>
			)}
		</SidePanel>
	);
}
