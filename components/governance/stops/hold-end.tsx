"use client";
import { useState } from "react";
import { useGovernanceActs } from "@/components/governance/acts";
import { FormAct, textOf } from "@/components/shell/form-act";
import { useRecordedAction } from "@/components/shell/use-recorded-action";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/forms/input";
import { Select } from "@/components/ui/forms/select";
import { Textarea } from "@/components/ui/forms/textarea";
import { AlertDialog } from "@/components/ui/overlays/alert-dialog";
import { Time } from "@/components/ui/time/time";
import { governanceQuery } from "@/lib/governance/panel/queries";
import type { HoldEndView, HoldView } from "@/lib/governance/stops/views";

const whereOf = ({ account }: HoldView): string =>
	account ? `@${account}` : "every account";

type FieldsProps = { zone: string; errors: Readonly<Record<string, string>> };

function EndFields({ zone, errors }: FieldsProps) {
	const [when, setWhen] = useState("at_once");
	return (
		<>
			<Select
				label="It is to end"
				value={when}
				onChange={(event) => setWhen(event.currentTarget.value)}
				options={[
					{ value: "at_once", label: "As soon as it is confirmed" },
					{ value: "later", label: "At a date and time" },
				]}
			/>
			{when === "later" && (
				<Input
					label="Date and time"
					hint={`in ${zone}, before the hold ends by itself`}
					name="end"
					type="datetime-local"
					error={errors.local}
				/>
			)}
			<Textarea
				label="Reason"
				name="reason"
				rows={2}
				minLength={3}
				maxLength={500}
				error={errors.reason}
			/>
		</>
	);
}

/** The first of the two people. */
export function AskHoldEnd({ hold, zone }: { hold: HoldView; zone: string }) {
	const acts = useGovernanceActs();
	return (
		<FormAct
			label="End sooner"
			of={`the policy hold on ${whereOf(hold)}`}
			title="Ask to end the policy hold sooner"
			description="Nothing changes until a second person confirms within 24 hours. One of the two must be a compliance lead, the other one an owner or another compliance lead."
			confirmLabel="Ask"
			act={acts.askHoldEnd}
			invalidates={[governanceQuery.all()]}
			read={(form) => {
				const local = textOf(form, "end");
				return {
					holdId: hold.id,
					reason: textOf(form, "reason"),
					end: local ? { local, zone } : null,
				};
			}}
			tell={() => ({
				text: "Asked. A second person confirms within 24 hours.",
			})}
		>
			{(errors) => <EndFields zone={zone} errors={errors} />}
		</FormAct>
	);
}

type OnRequest = { hold: HoldView; request: HoldEndView };

const MINUTE_MS = 60_000;

/** One that asks to end at once names the moment of asking. */
export const isAtOnce = ({ at, endsAt }: HoldEndView): boolean =>
	Date.parse(endsAt) - Date.parse(at) < MINUTE_MS;

/** The second person. */
export function ConfirmHoldEnd(props: OnRequest & { zone: string }) {
	const { hold, request, zone } = props;
	const acts = useGovernanceActs();
	const { run } = useRecordedAction(acts.confirmHoldEnd, {
		invalidates: [governanceQuery.all()],
		tell: () => ({ text: "Confirmed: the policy hold ends sooner" }),
	});
	return (
		<AlertDialog
			title="Confirm the earlier end"
			description={
				<>
					{request.by} asked for it: {request.reason}. The policy hold on{" "}
					{whereOf(hold)} ends{" "}
					{isAtOnce(request) ? (
						"at once"
					) : (
						<>
							at <Time iso={request.endsAt} zone={zone} />
						</>
					)}
					; from then on approvals given before the hold count again.
				</>
			}
			confirmLabel="Confirm"
			onConfirm={() => run({ requestId: request.id })}
			trigger={
				<Button size="sm" variant="primary">
					Confirm
					<span className="sr-only">
						{" "}
						the earlier end of the hold on {whereOf(hold)}
					</span>
				</Button>
			}
		/>
	);
}

export function DeclineHoldEnd({ hold, request }: OnRequest) {
	const acts = useGovernanceActs();
	const verb = request.isOwn ? "Take back" : "Decline";
	const { run } = useRecordedAction(acts.declineHoldEnd, {
		invalidates: [governanceQuery.all()],
		tell: () => ({
			text: request.isOwn
				? "The request is taken back"
				: "The request is declined",
		}),
	});
	return (
		<AlertDialog
			title={`${verb} the request`}
			description={`The policy hold on ${whereOf(hold)} stands until its own end.`}
			confirmLabel={verb}
			onConfirm={() => run({ requestId: request.id })}
			trigger={
				<Button size="sm">
					{verb}
					<span className="sr-only">
						{" "}
						the request to end the hold on {whereOf(hold)} sooner
					</span>
				</Button>
			}
		/>
	);
}
