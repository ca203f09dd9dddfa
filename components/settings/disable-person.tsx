"use client";
import { FormAct, textOf } from "@/components/shell/form-act";
import { Input } from "@/components/ui/forms/input";
import { describeStop } from "@/lib/governance/stops/model";
import type { Left } from "@/lib/incidents/leaving/model";
import { incidentsQuery } from "@/lib/incidents/queries";
import type { PeopleActs } from "./acts";
import { LeavingList, NOBODY } from "./leaving-list";

type DisablePersonProps = {
	person: { id: string; name: string; disabledAt: string | null };
	leave: PeopleActs["leave"];
};

const readSuccessor = (form: FormData): string | null => {
	const chosen = textOf(form, "successor");
	return chosen === "" || chosen === NOBODY ? null : chosen;
};

const describeDone = (left: Left): string =>
	`${left.name} is disabled: ${left.sessionsEnded} sessions, ${left.tokensRevoked} tokens and ${left.grantsEnded} grants ended`;

/** What a stop could not stop is read before the dialog is closed. */
function Stopped({ left }: { left: Left }) {
	return (
		<ul className="wrap-anywhere list-disc space-y-1 ps-4">
			{[describeDone(left), ...describeStop(left)].map((sentence) => (
				<li key={sentence}>{sentence}</li>
			))}
		</ul>
	);
}

/** Disables somebody, after a look at what they leave behind and who takes it over. */
export function DisablePerson({ person, leave }: DisablePersonProps) {
	const { id: personId, name } = person;
	return (
		<FormAct
			label="Disable"
			of={name}
			title={`Disable ${name}`}
			description="Ends their sessions, tokens and grants at once; what they approved counts no more."
			confirmLabel="Disable"
			danger
			isOver={person.disabledAt !== null}
			act={leave}
			read={(form) => ({
				personId,
				successorId: readSuccessor(form),
				reason: textOf(form, "reason"),
			})}
			tell={(left) => ({
				text: [describeDone(left), ...describeStop(left)].join("; "),
			})}
			invalidates={[incidentsQuery.all()]}
			reveal={(left) => <Stopped left={left} />}
		>
			{(errors) => (
				<>
					<LeavingList personId={personId} />
					<Input
						name="reason"
						label="Reason"
						minLength={3}
						maxLength={500}
						error={errors.reason}
					/>
				</>
			)}
		</FormAct>
	);
}
