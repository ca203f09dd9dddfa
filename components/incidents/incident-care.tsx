"use client";
import { FormAct, textOf } from "@/components/shell/form-act";
import { Select } from "@/components/ui/forms/select";
import { Textarea } from "@/components/ui/forms/textarea";
import type { IncidentPageView } from "@/lib/incidents/incident/views-page";
import { incidentsQuery } from "@/lib/incidents/queries";
import type { IncidentActs } from "./acts";
import { severityOf, severityOptions } from "./appearance";
import { EtaField, etaOf } from "./eta-field";

export type CareProps = {
	incident: IncidentPageView;
	acts: IncidentActs;
	zone: string;
};

const READ_AGAIN = [incidentsQuery.all()];

export function AssignOwner({ incident, acts }: CareProps) {
	return (
		<FormAct
			label={incident.owner ? "Change owner" : "Assign an owner"}
			title={`Owner of incident #${incident.number}`}
			description="Who looks after it from now on."
			confirmLabel="Give it to them"
			act={acts.assign}
			invalidates={READ_AGAIN}
			read={(form) => ({
				incidentId: incident.id,
				ownerId: textOf(form, "ownerId"),
			})}
			tell={({ owner }) => ({ text: `${owner.name} owns it now` })}
		>
			{(errors) => (
				<Select
					label="Owner"
					name="ownerId"
					defaultValue={incident.owner?.id}
					options={incident.owners.map(({ id, name }) => ({
						value: id,
						label: name,
					}))}
					error={errors.ownerId}
				/>
			)}
		</FormAct>
	);
}

export function SetEta({ incident, acts, zone }: CareProps) {
	const promised = incident.etaAt !== null;
	return (
		<FormAct
			label={promised ? "Change ETA" : "Set an ETA"}
			title={`ETA of incident #${incident.number}`}
			description="A promise of when it will be over. Every promise is kept in the history; a later one counts as a slip and says why."
			confirmLabel="Promise it"
			act={acts.setEta}
			invalidates={READ_AGAIN}
			read={(form) => ({
				incidentId: incident.id,
				etaAt: etaOf(form, zone) ?? { inMinutes: 60 },
				reason: textOf(form, "reason") || null,
			})}
			tell={({ slipped }) => ({
				text: slipped ? "The ETA has slipped" : "The ETA is set",
			})}
		>
			{(errors) => (
				<>
					<EtaField zone={zone} error={errors.etaAt} />
					<Textarea
						label={promised ? "Why later, if it is later" : "Reason"}
						name="reason"
						rows={2}
						maxLength={1000}
						optional
						error={errors.reason}
					/>
				</>
			)}
		</FormAct>
	);
}

export function SetSeverity({ incident, acts }: CareProps) {
	return (
		<FormAct
			label="Change severity"
			title={`Severity of incident #${incident.number}`}
			description="Anybody who works on incidents may raise it. Lowering it takes a reason and a second person: neither who set it nor the owner."
			confirmLabel="Change the severity"
			act={acts.setSeverity}
			invalidates={READ_AGAIN}
			read={(form) => ({
				incidentId: incident.id,
				severity: severityOf(textOf(form, "severity")),
				reason: textOf(form, "reason") || null,
			})}
			tell={({ severity }) => ({ text: `It is SEV${severity} now` })}
		>
			{(errors) => (
				<>
					<Select
						label="Severity"
						name="severity"
						defaultValue={String(incident.severity)}
						options={severityOptions}
						error={errors.severity}
					/>
					<Textarea
						label="Reason"
						name="reason"
						rows={2}
						maxLength={1000}
						optional
						error={errors.reason}
					/>
				</>
			)}
		</FormAct>
	);
}

export function AddNote({ incident, acts }: CareProps) {
	return (
		<FormAct
			label="Add a note"
			title={`Note on incident #${incident.number}`}
			description="It stands in the timeline, for everybody."
			confirmLabel="Add the note"
			act={acts.note}
			invalidates={READ_AGAIN}
			read={(form) => ({
				incidentId: incident.id,
				text: textOf(form, "text"),
			})}
			tell={() => ({ text: "The note stands in the timeline" })}
		>
			{(errors) => (
				<Textarea
					label="What you found or did"
					name="text"
					rows={4}
					minLength={3}
					maxLength={1000}
					error={errors.text}
				/>
			)}
		</FormAct>
	);
}
