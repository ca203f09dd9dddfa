"use client";
import { FormAct, textOf } from "@/components/shell/form-act";
import { Textarea } from "@/components/ui/forms/textarea";
import type { IncidentPageView } from "@/lib/incidents/incident/views-page";
import { incidentsQuery } from "@/lib/incidents/queries";
import type { IncidentActs } from "./acts";
import { STATE_LOOK } from "./appearance";

type MovesProps = { incident: IncidentPageView; acts: IncidentActs };

type ExplainedProps = {
	label: string;
	description: string;
	question: string;
	primary?: boolean;
	act: IncidentActs["mitigate"];
	incident: IncidentPageView;
};

/** A move that says how or why. */
function Explained(props: ExplainedProps) {
	const { incident, label } = props;
	return (
		<FormAct
			label={label}
			title={`${label}: incident #${incident.number}`}
			description={props.description}
			confirmLabel={label}
			primary={props.primary ?? false}
			act={props.act}
			invalidates={[incidentsQuery.all()]}
			read={(form) => ({
				incidentId: incident.id,
				reason: textOf(form, "reason"),
			})}
			tell={({ state }) => ({
				text: `Incident #${incident.number} is ${STATE_LOOK[state].word}`,
			})}
		>
			{(errors) => (
				<Textarea
					label={props.question}
					name="reason"
					rows={3}
					minLength={3}
					maxLength={1000}
					error={errors.reason}
				/>
			)}
		</FormAct>
	);
}

/** The review of the severe ones says what prevents them from now on. */
function Close({ incident, acts }: MovesProps) {
	const severe = incident.severity <= 2;
	return (
		<FormAct
			label="Close"
			title={`Close incident #${incident.number}`}
			description="Nothing more can be done to it afterwards."
			confirmLabel="Close the incident"
			primary
			act={acts.close}
			invalidates={[incidentsQuery.all()]}
			read={(form) => ({
				incidentId: incident.id,
				review: textOf(form, "review") || null,
			})}
			tell={() => ({ text: `Incident #${incident.number} is closed` })}
		>
			{(errors) => (
				<Textarea
					label="Review: what happened, and what prevents it from now on"
					name="review"
					rows={5}
					maxLength={1000}
					optional={!severe}
					error={errors.review}
				/>
			)}
		</FormAct>
	);
}

/** The moves that the incident's state allows. */
export function IncidentMoves({ incident, acts }: MovesProps) {
	const may = (state: IncidentPageView["state"]) =>
		incident.moves.includes(state);
	return (
		<>
			{may("mitigated") && (
				<Explained
					label="Mitigate"
					description="The harm has stopped; the cause may still be there."
					question="How was the harm stopped?"
					primary
					act={acts.mitigate}
					incident={incident}
				/>
			)}
			{may("resolved") && (
				<Explained
					label="Resolve"
					description="The cause is gone. If it comes back within 15 minutes, the incident is active again."
					question="What was done?"
					primary={incident.state === "mitigated"}
					act={acts.resolve}
					incident={incident}
				/>
			)}
			{may("closed") && <Close incident={incident} acts={acts} />}
			{may("cancelled") && (
				<Explained
					label="Not an incident"
					description="It is cancelled, and stays in the list with your reason."
					question="Why was it none?"
					act={acts.cancel}
					incident={incident}
				/>
			)}
		</>
	);
}
