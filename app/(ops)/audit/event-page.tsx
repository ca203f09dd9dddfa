import { EventList } from "@/components/audit/event-list";
import { ButtonLink } from "@/components/ui/button-link";
import { Pagination } from "@/components/ui/tables/pagination";
import type { AuditView } from "@/lib/audit/views";
import { type AuditParams, auditHref, rowHrefOf } from "./filter-of";

type EventPageProps = {
	params: AuditParams;
	events: readonly AuditView[];
	zone: string;
	/** There are older ones. */
	hasMore: boolean;
};

/** One page of the log, and the way to the next. */
export function EventPage({ params, events, zone, hasMore }: EventPageProps) {
	const { row, ...listed } = params;
	const older = { cursor: events.at(-1)?.seq ?? null, row: null };
	return (
		<div className="min-w-0 flex-1 space-y-3">
			<EventList
				key={JSON.stringify(listed)}
				events={events}
				zone={zone}
				selectedSeq={row ?? null}
				rowHref={rowHrefOf(params)}
			/>
			{params.cursor && (
				<ButtonLink
					size="sm"
					href={auditHref(params, { cursor: null, row: null })}
				>
					Back to the newest
				</ButtonLink>
			)}
			<Pagination
				summary={`${events.length} events, newest first`}
				nextHref={hasMore ? auditHref(params, older) : undefined}
			/>
		</div>
	);
}
