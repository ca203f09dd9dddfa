"use client";
import { FormAct, textOf } from "@/components/shell/form-act";
import { Input } from "@/components/ui/forms/input";
import { Select } from "@/components/ui/forms/select";
import type { Evidence } from "@/lib/incidents/model";
import { incidentsQuery } from "@/lib/incidents/queries";
import type { OpenAct } from "./acts";
import { severityOf, severityOptions } from "./appearance";
import { EtaField, etaOf } from "./eta-field";

/** What a number already says about the incident. */
export type Cause = { title: string; dedupeKey: string; evidence: Evidence };

type OpenIncidentProps = {
	open: OpenAct;
	accounts: readonly { id: string; handle: string }[];
	accountId: string | null;
	owners: readonly { id: string; name: string }[];
	zone: string;
	label?: string;
	of?: string;
	primary?: boolean;
	cause?: Cause;
	/** Live data of the page that it stands on. */
	invalidates?: readonly (readonly string[])[];
};

const SAID = {
	opened: "is open; the team was told",
	reopened: "is active again; the team was told",
	noted: "was open already: this was added to it",
} as const;

const EVERY = "";

/** Opens an incident by hand, if possible with an owner and an ETA from the start. */
export function OpenIncident(props: OpenIncidentProps) {
	const { accounts, owners, zone, cause } = props;
	return (
		<FormAct
			label={props.label ?? "Open an incident"}
			{...(props.of && { of: props.of })}
			title="Open an incident"
			description="The team channel is told at once. It adds to the open incident with the same cause, if there is one."
			confirmLabel="Open the incident"
			primary={props.primary ?? false}
			act={props.open}
			invalidates={[incidentsQuery.all(), ...(props.invalidates ?? [])]}
			read={(form) => ({
				title: textOf(form, "title"),
				severity: severityOf(textOf(form, "severity")),
				accountId: textOf(form, "accountId") || null,
				ownerId: textOf(form, "ownerId") || null,
				etaAt: etaOf(form, zone),
				...(cause && { dedupeKey: cause.dedupeKey, evidence: cause.evidence }),
			})}
			tell={({ number, outcome }) => ({
				text: `Incident #${number} ${SAID[outcome]}`,
			})}
		>
			{(errors) => (
				<>
					<Input
						label="What is wrong"
						name="title"
						minLength={3}
						maxLength={160}
						autoComplete="off"
						defaultValue={cause?.title}
						error={errors.title}
					/>
					<Select
						label="Severity"
						name="severity"
						defaultValue="3"
						options={severityOptions}
						error={errors.severity}
					/>
					<Select
						label="Account"
						name="accountId"
						optional
						defaultValue={props.accountId ?? EVERY}
						options={[
							...(cause ? [] : [{ value: EVERY, label: "every account" }]),
							...accounts.map(({ id, handle }) => ({
								value: id,
								label: `@${handle}`,
							})),
						]}
						error={errors.accountId}
					/>
					<Select
						label="Owner"
						name="ownerId"
						optional
						options={[
							{ value: "", label: "nobody yet" },
							...owners.map(({ id, name }) => ({ value: id, label: name })),
						]}
						error={errors.ownerId}
					/>
					<EtaField zone={zone} optional error={errors.etaAt} />
				</>
			)}
		</FormAct>
	);
}
