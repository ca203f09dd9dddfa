"use client";
import { Checkbox } from "@/components/ui/forms/checkbox";
import { Input } from "@/components/ui/forms/input";
import { Textarea } from "@/components/ui/forms/textarea";
import type { GovernanceView } from "@/lib/governance/panel/views-page";
import { RequestSpan, type RequestSpanProps } from "./span-fields";

type RequestFieldsProps = RequestSpanProps & { view: GovernanceView };

function Accounts({ view, choice, onChoice }: RequestFieldsProps) {
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
			{view.accounts
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
					{view.mayRequestAll
						? "None chosen: the window is for every account, new ones too."
						: "Choose at least one account: every account needs a role on all of them."}
				</p>
			)}
		</fieldset>
	);
}

export function RequestFields(props: RequestFieldsProps) {
	const { fields, choice, onChoice } = props;
	return (
		<>
			<Textarea
				label="Reason"
				name="reason"
				rows={2}
				minLength={3}
				maxLength={500}
				error={fields.reason}
			/>
			<Accounts {...props} />
			<RequestSpan {...props} />
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
			<Checkbox
				label="For recovery posts only"
				hint="Posts that make up for failed ones. An error budget that is used up does not refuse them."
				checked={choice.recovery}
				onChange={(event) =>
					onChoice({ ...choice, recovery: event.currentTarget.checked })
				}
			/>
		</>
	);
}
