"use client";
import { useGovernanceActs } from "@/components/governance/acts";
import { describeStopped } from "@/components/governance/describe";
import { useActInUrl } from "@/components/shell/use-act-in-url";
import { useRecordedAction } from "@/components/shell/use-recorded-action";
import { Button } from "@/components/ui/button";
import { DialogForm } from "@/components/ui/forms/dialog-form";
import { Input } from "@/components/ui/forms/input";
import { Select } from "@/components/ui/forms/select";
import { Textarea } from "@/components/ui/forms/textarea";
import { Dialog } from "@/components/ui/overlays/dialog";
import { governanceQuery } from "@/lib/governance/panel/queries";
import type { GovernanceView } from "@/lib/governance/panel/views-page";

type SetHoldProps = { view: GovernanceView };

const EVERYTHING = "everything";

function scopesOf(view: GovernanceView) {
	const all = { value: EVERYTHING, label: "Every account" };
	return [
		...(view.mayHoldAll ? [all] : []),
		...view.accounts
			.filter(({ mayHold }) => mayHold)
			.map(({ id, handle }) => ({ value: id, label: `@${handle}` })),
	];
}

function HoldForm({ view, onClose }: SetHoldProps & { onClose: () => void }) {
	const acts = useGovernanceActs();
	const { run, pending, fields } = useRecordedAction(acts.hold, {
		invalidates: [governanceQuery.all()],
		tell: ({ calls }) =>
			describeStopped("The policy hold is set", { haltsSet: [], calls }),
		onDone: onClose,
	});
	const submit = (form: FormData) => {
		const scope = String(form.get("scope"));
		return run({
			accountId: scope === EVERYTHING ? null : scope,
			reason: String(form.get("reason") ?? ""),
			hours: Number(form.get("hours")),
		});
	};
	return (
		<DialogForm
			onSubmit={submit}
			onCancel={onClose}
			submitLabel="Set the hold"
			pending={pending}
		>
			<Textarea
				label="Reason"
				name="reason"
				rows={2}
				minLength={3}
				maxLength={500}
				error={fields.reason}
			/>
			<div className="grid gap-4 sm:grid-cols-2">
				<Select label="Accounts" name="scope" options={scopesOf(view)} />
				<Input
					label="Hours"
					name="hours"
					type="number"
					inputMode="numeric"
					min={1}
					max={336}
					defaultValue={48}
					error={fields.hours}
				/>
			</div>
		</DialogForm>
	);
}

/** A span in which only posts that a person approves after its start go out. */
export function SetHold({ view }: SetHoldProps) {
	const [open, turn] = useActInUrl("hold");
	if (scopesOf(view).length === 0) return null;
	return (
		<Dialog
			title="Set a policy hold"
			description="From now on every post needs a human approval given after this moment. The hold ends by itself; only two people together end it sooner."
			open={open}
			onOpenChange={turn}
			trigger={<Button>Set a policy hold</Button>}
		>
			<HoldForm view={view} onClose={() => turn(false)} />
		</Dialog>
	);
}
