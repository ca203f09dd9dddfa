import Link from "next/link";
import type { ReactNode } from "react";
import {
	type Description,
	DescriptionList,
} from "@/components/ui/description-list";
import { Disclosure } from "@/components/ui/overlays/disclosure";
import { Time } from "@/components/ui/time/time";
import type { AuditView } from "@/lib/audit/views";
import { DifferenceTable } from "./difference-table";
import { EventLinks } from "./event-links";

type EventDetailProps = {
	event: AuditView;
	zone: string;
	/** Where the log is narrowed to this trace, actor or subject. */
	hrefs: { trace: string; actor: string; subject: string };
};

const Code = ({ children }: { children: ReactNode }) => (
	<code className="select-all break-all font-mono text-xs">{children}</code>
);

function factsOf({ event, zone, hrefs }: EventDetailProps): Description[] {
	const optional = (term: string, value: string | null): Description[] =>
		value === null ? [] : [{ term, value: <Code>{value}</Code> }];
	return [
		{ term: "When", value: <Time iso={event.at} zone={zone} /> },
		{
			term: "Who",
			value: (
				<>
					<Link prefetch={false} className="prose-link" href={hrefs.actor}>
						{event.actorName}
					</Link>{" "}
					<span className="text-ink-muted">({event.actorKind})</span>
				</>
			),
		},
		{
			term: "Subject",
			value: (
				<>
					<Link prefetch={false} className="prose-link" href={hrefs.subject}>
						{event.subjectType}
					</Link>{" "}
					<Code>{event.subjectId}</Code>
				</>
			),
		},
		...(event.reason === null ? [] : [{ term: "Reason", value: event.reason }]),
		{
			term: "Trace",
			value: (
				<Link prefetch={false} className="prose-link" href={hrefs.trace}>
					<code className="break-all font-mono text-xs">{event.trace}</code>
				</Link>
			),
		},
		...optional("Address", event.address),
		...optional("Session", event.session),
	];
}

/** One event in full: who, what, why, before and after, and its place in the chain. */
export function EventDetail(props: EventDetailProps) {
	const { event } = props;
	const changed = event.before !== null || event.after !== null;
	return (
		<>
			<EventLinks event={event} />
			<DescriptionList items={factsOf(props)} />
			{changed ? (
				<section className="space-y-2">
					<h3 className="font-semibold">Before and after</h3>
					<DifferenceTable before={event.before} after={event.after} />
				</section>
			) : (
				<p className="text-ink-muted">
					It records no values before or after: the act itself is all.
				</p>
			)}
			{event.facts !== null && (
				<section className="space-y-2">
					<h3 className="font-semibold">Decided from</h3>
					<pre className="overflow-x-auto whitespace-pre-wrap break-all rounded-md bg-sunken p-2 font-mono text-xs">
						{JSON.stringify(event.facts, null, 2)}
					</pre>
				</section>
			)}
			<Disclosure summary="Scope in the chain">
				<DescriptionList
					items={[
						{ term: "Hash", value: <Code>{event.hash}</Code> },
						{ term: "Previous hash", value: <Code>{event.prevHash}</Code> },
					]}
				/>
			</Disclosure>
		</>
	);
}
