import { Missing } from "@/components/ui/states/missing";
import { StatusChip } from "@/components/ui/status-chip";
import { Time } from "@/components/ui/time/time";
import type { IncidentView } from "@/lib/incidents/model";

type EtaProps = {
	incident: Pick<IncidentView, "etaAt" | "etaPassed">;
	zone: string;
};

/** The promise, and whether it is broken. */
export function Eta({ incident: { etaAt, etaPassed }, zone }: EtaProps) {
	if (etaAt === null) return <Missing why="no ETA" />;
	return (
		<span className="inline-flex flex-wrap items-baseline gap-1">
			<Time iso={etaAt} zone={zone} style="relative" />
			{etaPassed && <StatusChip tone="bad">ETA passed</StatusChip>}
		</span>
	);
}
