"use client";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { GovernanceView } from "@/lib/governance/views-governance";

export type RequestChoice = {
	/** Empty means every account. */
	accountIds: string[];
	later: boolean;
};

type RequestFieldsProps = {
	room: GovernanceView;
	choice: RequestChoice;
	onChoice: (choice: RequestChoice) => void;
	fields: Readonly<Record<string, string>>;
};

const LENGTHS = [
	[15, "15 minutes"],
	[30, "30 minutes"],
	[60, "1 hour"],
	[120, "2 hours"],
	[240, "4 hours"],
	[480, "8 hours"],
	[720, "12 hours, the longest"],
] as const;
const USUAL_MINUTES = 240;

function Accounts({ room, choice, onChoice }: RequestFieldsProps) {
	const { accountIds } = choice;
	const toggle = (id: string, on: boolean) =>
		onChoice({
			...choice,
			accountIds: on
				? [...accountIds, id]
				: accountIds.filter((each) => each !== id),
		});
	return (
		<fieldset className="space-y-1">
			<legend className="font-medium">Accounts</legend>
			{room.accounts
				.filter(({ mayRequest }) => mayRequest)
				.map(({ id, handle }) => (
					<Checkbox
						key={id}
						label={`@${handle}`}
						checked={accountIds.includes(id)}
						onChange={(event) => toggle(id, event.currentTarget.checked)}
					/>
				))}
			{accountIds.length === 0 && (
				<p className="font-medium text-sm">
					{room.mayRequestAll
						? "None chosen: the window is for every account, new ones too."
						: "Choose at least one account: every account needs a role on all of them."}
				</p>
			)}
		</fieldset>
	);
}

function Start({ room, choice, onChoice, fields }: RequestFieldsProps) {
	const zone =
		room.accounts.find(({ id }) => id === choice.accountIds[0])?.zone ?? "UTC";
	return (
		<div className="grid gap-4 sm:grid-cols-2">
			<Select
				label="Opens"
				value={choice.later ? "later" : "now"}
				onChange={(event) =>
					onChoice({ ...choice, later: event.currentTarget.value === "later" })
				}
				options={[
					{ value: "now", label: "As soon as it is requested" },
					{ value: "later", label: "Later" },
				]}
			/>
			{choice.later && (
				<Input
					label="Date and time"
					hint={`in ${zone}; grantable at most 12 h before`}
					name="start"
					type="datetime-local"
					error={fields.opensAt ?? fields.local}
				/>
			)}
		</div>
	);
}

export function RequestFields(props: RequestFieldsProps) {
	const { fields } = props;
	return (
		<>
			<Accounts {...props} />
			<Textarea
				label="Reason"
				name="reason"
				rows={2}
				minLength={3}
				maxLength={500}
				error={fields.reason}
			/>
			<Start {...props} />
			<div className="grid gap-4 sm:grid-cols-2">
				<Select
					label="Length"
					name="minutes"
					defaultValue={USUAL_MINUTES}
					error={fields.minutes}
					options={LENGTHS.map(([minutes, label]) => ({
						value: String(minutes),
						label,
					}))}
				/>
				<Input
					optional
					label="At most so many posts"
					name="postCap"
					type="number"
					inputMode="numeric"
					min={1}
					max={1000}
					error={fields.postCap}
				/>
			</div>
		</>
	);
}
