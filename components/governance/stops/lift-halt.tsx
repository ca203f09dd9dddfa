"use client";
import { useState } from "react";
import { useGovernanceActs } from "@/components/governance/acts";
import { useRecordedAction } from "@/components/shell/use-recorded-action";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/forms/input";
import { Select } from "@/components/ui/forms/select";
import { Textarea } from "@/components/ui/forms/textarea";
import { AlertDialog } from "@/components/ui/overlays/alert-dialog";
import { governanceQuery } from "@/lib/governance/panel/queries";
import {
	DEFAULT_SPACING_MINUTES,
	describeLifted,
	MAX_SPACING_MINUTES,
	MISSED,
	type Missed,
} from "@/lib/publishing/lift/model";
import { publishingQuery } from "@/lib/publishing/queue/queries";
import { LiftConsequence } from "./lift-consequence";

type LiftHaltProps = { haltId: string; where: string; zone: string };

const CHOICES = [
	{ value: "shift", label: "Send them later, one by one" },
	{ value: "skip", label: "Give them up" },
	{ value: "ask", label: "Leave each to a person" },
] as const satisfies { value: Missed; label: string }[];

const isSpacing = (minutes: number): boolean =>
	Number.isInteger(minutes) && minutes >= 1 && minutes <= MAX_SPACING_MINUTES;

/** Asks what becomes of the posts that missed their slots, says what that means, and lifts. */
export function LiftHalt({ haltId, where, zone }: LiftHaltProps) {
	const acts = useGovernanceActs();
	const [reason, setReason] = useState("");
	const [missed, setMissed] = useState<Missed>("shift");
	const [spacing, setSpacing] = useState(DEFAULT_SPACING_MINUTES);
	const { run, fields } = useRecordedAction(acts.lift, {
		tell: (lifted) => ({
			text: ["The halt is lifted", ...describeLifted(lifted)].join(". "),
		}),
		invalidates: [governanceQuery.all(), publishingQuery.all()],
		onDone: () => setReason(""),
	});
	return (
		<AlertDialog
			title={`Lift the halt on ${where}`}
			description="From now on the gate decides about posts again. Those that come due regularly are not affected by the choice below."
			confirmLabel="Lift"
			onConfirm={() => run({ haltId, reason, missed, spacingMinutes: spacing })}
			trigger={
				<Button size="sm">
					Lift<span className="sr-only"> the halt on {where}</span>
				</Button>
			}
		>
			<Select
				label="Posts that missed their slot"
				options={CHOICES}
				value={missed}
				onChange={({ currentTarget }) =>
					setMissed(
						MISSED.find((one) => one === currentTarget.value) ?? "shift",
					)
				}
			/>
			{missed === "shift" && (
				<Input
					label="Minutes between two posts of one account"
					type="number"
					inputMode="numeric"
					min={1}
					max={MAX_SPACING_MINUTES}
					value={Number.isNaN(spacing) ? "" : spacing}
					error={fields.spacingMinutes}
					onChange={({ currentTarget }) =>
						setSpacing(currentTarget.valueAsNumber)
					}
				/>
			)}
			<LiftConsequence
				haltId={haltId}
				missed={missed}
				spacingMinutes={isSpacing(spacing) ? spacing : DEFAULT_SPACING_MINUTES}
				zone={zone}
			/>
			<Textarea
				label="Reason"
				rows={2}
				minLength={3}
				maxLength={500}
				value={reason}
				error={fields.reason}
				onChange={({ currentTarget }) => setReason(currentTarget.value)}
			/>
		</AlertDialog>
	);
}
