"use client";
import { FormAct, textOf } from "@/components/shell/form-act";
import { Input } from "@/components/ui/forms/input";
import type { AccountView } from "@/lib/accounts/model";
import type { AccountActs, Connection } from "./acts";
import { BrandAct } from "./brand-act";
import { NicheField } from "./niche-field";

const readSlots = (form: FormData): string[] =>
	textOf(form, "slots")
		.split(/[\s,;]+/)
		.filter(Boolean);

const tellConnection = ({ connected, missing }: Connection) =>
	connected
		? { text: "Connected: the platform knows this account and lets us publish" }
		: { text: `Not connected. ${missing.join(" ")}`, refused: true };

type Errors = Readonly<Record<string, string>>;

const SlotsField = ({ value, errors }: { value?: string; errors: Errors }) => (
	<Input
		name="slots"
		label="Slots a day"
		hint="Local times, e.g. 09:30, 13:00, 18:00"
		defaultValue={value}
		error={errors.slots}
	/>
);

const ZoneField = ({ value, errors }: { value?: string; errors: Errors }) => (
	<Input
		name="timeZone"
		label="Time zone"
		hint="An IANA name, e.g. Europe/Berlin"
		defaultValue={value}
		error={errors.timeZone}
	/>
);

export function AddAccount({ acts }: { acts: AccountActs }) {
	return (
		<FormAct
			label="Add an account"
			primary
			title="Add an Instagram account"
			description="A professional account. Nothing goes out by adding it: connect it afterwards with its token."
			confirmLabel="Add"
			act={acts.add}
			read={(form) => ({
				handle: textOf(form, "handle"),
				igUserId: textOf(form, "igUserId"),
				name: textOf(form, "name"),
				timeZone: textOf(form, "timeZone"),
				slots: readSlots(form),
				brand: { name: textOf(form, "name"), niche: textOf(form, "niche") },
			})}
			tell={() => ({ text: "Account added. Connect it with its token next." })}
		>
			{(errors) => (
				<>
					<Input
						name="handle"
						label="Handle"
						hint="With or without @"
						error={errors.handle}
						autoComplete="off"
					/>
					<Input
						name="igUserId"
						label="Instagram user ID"
						hint="The number that GET /me calls user_id"
						inputMode="numeric"
						error={errors.igUserId}
						autoComplete="off"
					/>
					<Input
						name="name"
						label="Name"
						error={errors.name}
						autoComplete="off"
					/>
					<ZoneField errors={errors} />
					<SlotsField errors={errors} />
					<NicheField errors={errors} />
				</>
			)}
		</FormAct>
	);
}

type ChangesProps = { account: AccountView; acts: AccountActs };

export const AccountChanges = (props: ChangesProps) => (
	<div className="flex flex-wrap gap-2">
		<ConnectAct {...props} />
		<PlanAct {...props} />
		<BrandAct {...props} />
		<PauseAct {...props} />
	</div>
);

function ConnectAct({
	account: { id: accountId, handle },
	acts,
}: ChangesProps) {
	return (
		<FormAct
			label="Connect"
			of={`@${handle}`}
			title={`Connect @${handle}`}
			description="Asks the platform who the token belongs to and whether it may publish. It is stored, encrypted, only when nothing is missing."
			confirmLabel="Check and store"
			act={acts.connect}
			read={(form) => {
				const token = textOf(form, "token");
				return { accountId, ...(token && { token }) };
			}}
			tell={tellConnection}
		>
			{(errors) => (
				<Input
					name="token"
					label="Access token"
					optional
					type="password"
					autoComplete="off"
					hint="Leave empty to check the stored one"
					error={errors.token}
				/>
			)}
		</FormAct>
	);
}

function PlanAct({ account, acts }: ChangesProps) {
	const { id: accountId, handle, timeZone, slots } = account;
	return (
		<FormAct
			label="Change"
			of={`@${handle}`}
			title={`Plan of @${handle}`}
			description="New slots count from now on; posts that are queued keep theirs."
			confirmLabel="Save"
			edits={{ timeZone, slots }}
			act={acts.update}
			read={(form) => ({
				accountId,
				timeZone: textOf(form, "timeZone"),
				slots: readSlots(form),
			})}
			tell={() => ({ text: "Plan saved" })}
		>
			{(errors) => (
				<>
					<ZoneField value={timeZone} errors={errors} />
					<SlotsField value={slots.join(", ")} errors={errors} />
				</>
			)}
		</FormAct>
	);
}

function PauseAct({ account, acts }: ChangesProps) {
	const { id: accountId, handle, state } = account;
	const paused = state === "paused";
	const move = paused
		? {
				label: "Resume",
				act: acts.resume,
				will: "Runs and due posts of this account go on.",
			}
		: {
				label: "Pause",
				act: acts.pause,
				will: "No new runs, and nothing of this account is published.",
			};
	return (
		<FormAct
			label={move.label}
			of={`@${handle}`}
			title={`${move.label} @${handle}`}
			description={move.will}
			confirmLabel={move.label}
			act={move.act}
			read={(form) => ({ accountId, reason: textOf(form, "reason") })}
			tell={() => ({ text: paused ? "Account resumed" : "Account paused" })}
		>
			{(errors) => (
				<Input
					name="reason"
					label="Reason"
					minLength={3}
					maxLength={500}
					error={errors.reason}
				/>
			)}
		</FormAct>
	);
}
