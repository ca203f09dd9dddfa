"use client";
import { useState } from "react";
import type { AccountChoice } from "@/components/shell/nav/account-switcher";
import { useRecordedAction } from "@/components/shell/use-recorded-action";
import { DialogForm } from "@/components/ui/forms/dialog-form";
import { Select } from "@/components/ui/forms/select";
import { Textarea } from "@/components/ui/forms/textarea";
import { governanceQuery } from "@/lib/governance/panel/queries";
import type { HaltAct, HaltDone } from "./done";

type HaltFormProps = {
	halt: HaltAct;
	account: AccountChoice | null;
	onCancel: () => void;
	onHalted: (done: HaltDone) => void;
};

const EVERYTHING = "everything";

export function HaltForm(props: HaltFormProps) {
	const { account, onCancel, onHalted } = props;
	const [chosen, setScope] = useState(EVERYTHING);
	const scope = chosen === account?.id ? chosen : EVERYTHING;
	const halt = useRecordedAction(props.halt, {
		invalidates: [governanceQuery.all()],
		tell: () => ({ text: "Publishing is halted" }),
		onDone: onHalted,
	});
	const submit = (form: FormData) =>
		halt.run({
			accountId: scope === EVERYTHING ? null : scope,
			kind: form.get("kind") === "policy" ? "policy" : "operational",
			reason: String(form.get("reason") ?? ""),
		});
	return (
		<DialogForm
			onSubmit={submit}
			onCancel={onCancel}
			submitLabel={
				scope === EVERYTHING ? "Halt everything" : "Halt this account"
			}
			variant="danger"
			pending={halt.pending}
		>
			<p className="text-ink-muted">
				From this moment no post starts to go out, live or simulated; each is
				held until the halt is lifted. Calls that were already sent cannot be
				taken back: you will be told which.
			</p>
			<Textarea
				label="Reason"
				name="reason"
				rows={2}
				minLength={3}
				maxLength={500}
				autoFocus
				error={halt.fields.reason}
			/>
			<Select
				label="What to halt"
				value={scope}
				onChange={(event) => setScope(event.currentTarget.value)}
				options={[
					{ value: EVERYTHING, label: "Every account" },
					...(account
						? [{ value: account.id, label: `Only @${account.handle}` }]
						: []),
				]}
			/>
			<Select
				label="Who lifts it"
				name="kind"
				options={[
					{ value: "operational", label: "The owner (operational halt)" },
					{ value: "policy", label: "Compliance (policy halt)" },
				]}
			/>
		</DialogForm>
	);
}
