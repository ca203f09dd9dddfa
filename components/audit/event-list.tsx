"use client";
import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/states/empty-state";
import { type Column, DataTable } from "@/components/ui/tables/data-table";
import { Time } from "@/components/ui/time/time";
import type { AuditView } from "@/lib/audit/views";

type EventListProps = {
	/** As read now; what is shown changes only when the reader asks for it. */
	events: readonly AuditView[];
	zone: string;
	selectedSeq: string | null;
	/** The address that opens an event, up to its number. */
	rowHref: string;
};

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{4}([0-9a-f]{8})/;

/** The end of a UUID tells it apart; other names are short as they are. */
const shortId = (id: string): string => id.replace(UUID, "$1");

const columnsIn = (zone: string, rowHref: string): Column<AuditView>[] => [
	{
		id: "seq",
		header: "Event",
		rowHeader: true,
		cell: ({ seq }) => (
			<Link
				href={`${rowHref}${seq}`}
				scroll={false}
				prefetch={false}
				className="prose-link"
			>
				{seq}
			</Link>
		),
		csv: ({ seq }) => seq,
	},
	{
		id: "at",
		header: "When",
		cell: ({ at }) => <Time iso={at} zone={zone} showZone={false} />,
		csv: ({ at }) => at,
	},
	{
		id: "who",
		header: "Who",
		className: "whitespace-nowrap",
		cell: ({ actorName }) => actorName,
		csv: ({ actorName }) => actorName,
	},
	{
		id: "action",
		header: "Act",
		className: "whitespace-nowrap",
		cell: ({ action }) => <code className="font-mono text-sm">{action}</code>,
		csv: ({ action }) => action,
	},
	{
		id: "subject",
		header: "Subject",
		className: "whitespace-nowrap",
		cell: ({ subjectType, subjectId }) => (
			<>
				{subjectType}{" "}
				<code className="font-mono text-ink-muted text-xs" title={subjectId}>
					{shortId(subjectId)}
				</code>
			</>
		),
		csv: ({ subjectType, subjectId }) => `${subjectType} ${subjectId}`,
	},
	{
		id: "reason",
		header: "Reason",
		className: "min-w-40 max-w-96 break-words",
		cell: ({ reason }) => reason ?? "",
		csv: ({ reason }) => reason,
	},
];

const newest = (events: readonly AuditView[]): number =>
	Number(events[0]?.seq ?? 0);

/** The log, newest first. Nothing moves under the cursor: later events wait behind a button. */
export function EventList(props: EventListProps) {
	const { events, zone, selectedSeq, rowHref } = props;
	const [shown, setShown] = useState(events);
	const later = events.filter(({ seq }) => Number(seq) > newest(shown)).length;
	return (
		<DataTable
			stacked
			caption={`Audit events, times in ${zone}`}
			columns={columnsIn(zone, rowHref)}
			rows={shown}
			rowKey={({ seq }) => seq}
			selectedKey={selectedSeq ?? undefined}
			exportName="audit-events"
			toolbar={
				later > 0 && (
					<Button size="sm" onClick={() => setShown(events)}>
						{later === events.length ? `${later} or more` : later} new
					</Button>
				)
			}
			empty={
				<EmptyState title="No event fits this filter">
					Every act leaves one, so nobody did this, or the filter is too narrow.
				</EmptyState>
			}
		/>
	);
}
