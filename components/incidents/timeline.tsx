import { AuditLink } from "@/components/shell/audit-link";
import { Section } from "@/components/ui/section";
import { CsvButton } from "@/components/ui/tables/csv-button";
import { Time } from "@/components/ui/time/time";
import type { IncidentPageView } from "@/lib/incidents/incident/views-page";
import { timelineLine } from "./describe-timeline";

type TimelineProps = { incident: IncidentPageView; zone: string };

/** Everything that happened, out of the audit log, the newest first. */
export function Timeline({ incident, zone }: TimelineProps) {
	const names = new Map(incident.owners.map(({ id, name }) => [id, name]));
	if (incident.owner) names.set(incident.owner.id, incident.owner.name);
	const reader = { zone, nameOf: (id: string) => names.get(id) ?? null };
	const entries = incident.timeline
		.map((entry) => ({ ...entry, line: timelineLine(entry, reader) }))
		.toReversed();
	return (
		<Section
			title="Timeline"
			description="Out of the audit log, the newest first."
			className="min-w-0"
			actions={
				<CsvButton
					table={{
						name: `incident-${incident.number}-timeline`,
						header: ["At", "Who", "What", "Text", "Audit event"],
						rows: entries.map(({ at, actor, line, reason, seq }) => [
							at,
							actor,
							line,
							reason,
							seq,
						]),
					}}
				/>
			}
		>
			<ol className="divide-y divide-line rounded-md border bg-surface">
				{entries.map(({ seq, at, actor, line, reason }) => (
					<li key={seq} className="space-y-0.5 p-3">
						<p className="break-words">
							<span className="font-medium">{actor}</span> {line}
						</p>
						{reason && <p className="break-words ps-3">“{reason}”</p>}
						<p className="flex flex-wrap gap-x-3 text-ink-muted text-sm">
							<Time iso={at} zone={zone} />
							<AuditLink seq={seq} />
						</p>
					</li>
				))}
			</ol>
		</Section>
	);
}
