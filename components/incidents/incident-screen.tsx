"use client";
import { useQuery } from "@tanstack/react-query";
import { useRecordedAction } from "@/components/shell/use-recorded-action";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { QueryFailed } from "@/components/ui/states/query-failed";
import { Time } from "@/components/ui/time/time";
import type { IncidentPageView } from "@/lib/incidents/incident/views-page";
import { isIncidentOpen } from "@/lib/incidents/model";
import { incidentsQuery } from "@/lib/incidents/queries";
import type { IncidentActs } from "./acts";
import {
	AddNote,
	AssignOwner,
	type CareProps,
	SetEta,
	SetSeverity,
} from "./incident-care";
import { IncidentFacts } from "./incident-facts";
import { IncidentMoves } from "./incident-moves";
import { Timeline } from "./timeline";

function Acknowledge({ incident, acts }: CareProps) {
	const { run, pending } = useRecordedAction(acts.acknowledge, {
		invalidates: [incidentsQuery.all()],
		tell: () => ({ text: `You look after incident #${incident.number}` }),
	});
	return (
		<Button
			size="sm"
			variant="primary"
			pending={pending}
			onClick={() => void run({ incidentId: incident.id })}
		>
			Acknowledge
		</Button>
	);
}

/** What can be done now; the next step first, within reach of the thumb. */
function Acts(props: CareProps) {
	const { incident, acts } = props;
	if (incident.refusal)
		return (
			<p className="text-ink-muted">
				You cannot change this incident: {incident.refusal}.
			</p>
		);
	const open = isIncidentOpen(incident.state);
	return (
		<div className="flex flex-wrap gap-2" data-print="hide">
			{incident.state === "triage" && <Acknowledge {...props} />}
			<IncidentMoves incident={incident} acts={acts} />
			{open && (
				<>
					<AssignOwner {...props} />
					<SetEta {...props} />
					<SetSeverity {...props} />
				</>
			)}
			<AddNote {...props} />
		</div>
	);
}

function Trouble({ incident, zone }: Pick<CareProps, "incident" | "zone">) {
	if (!isIncidentOpen(incident.state)) return null;
	if (incident.etaPassed && incident.etaAt)
		return (
			<Banner announce tone="bad" title="The promised time has gone by">
				It was <Time iso={incident.etaAt} zone={zone} />. Promise a new one and
				say why, or resolve it. Until then the day cannot be signed off.
			</Banner>
		);
	const lacks = [
		...(incident.owner ? [] : ["an owner"]),
		...(incident.etaAt ? [] : ["an ETA"]),
	];
	if (lacks.length === 0) return null;
	return (
		<Banner tone="warn" title={`It needs ${lacks.join(" and ")}`}>
			Until then the day cannot be signed off.
		</Banner>
	);
}

function Cancelled({ incident }: { incident: IncidentPageView }) {
	if (incident.cancelReason === null) return null;
	return (
		<Banner tone="neutral" title="Cancelled: it was no incident">
			{incident.cancelReason}
		</Banner>
	);
}

type IncidentScreenProps = {
	number: number;
	acts: IncidentActs;
	/** Where the incident concerns every account. */
	fallbackZone: string;
};

/** One incident, live: how it stands, what can be done, what happened. */
export function IncidentScreen(props: IncidentScreenProps) {
	const { number, acts, fallbackZone } = props;
	const query = useQuery(incidentsQuery.view(number));
	const { data: incident, error, refetch } = query;
	if (!incident)
		return <QueryFailed what="The incident" error={error} retry={refetch} />;
	const zone = incident.zone ?? fallbackZone;
	return (
		<>
			<Trouble incident={incident} zone={zone} />
			<Cancelled incident={incident} />
			<Acts incident={incident} acts={acts} zone={zone} />
			<div className="grid gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
				<div className="min-w-0 xl:order-last">
					<IncidentFacts incident={incident} zone={zone} />
				</div>
				<Timeline incident={incident} zone={zone} />
			</div>
		</>
	);
}
