"use client";
import { describeBudget } from "@/components/governance/describe";
import { Banner } from "@/components/ui/banner";
import { Input } from "@/components/ui/forms/input";
import { Select } from "@/components/ui/forms/select";
import { Textarea } from "@/components/ui/forms/textarea";
import { formatInstant } from "@/components/ui/time/format-time";
import type { GovernanceView } from "@/lib/governance/panel/views-page";

export type GlassChoice = { accountId: string; postId: string };

type GlassFieldsProps = {
	view: GovernanceView;
	choice: GlassChoice;
	onChoice: (choice: GlassChoice) => void;
	fields: Readonly<Record<string, string>>;
};

export const ANY_POST = "any";
const LONGEST_MINUTES = 30;

/** Why the budget would refuse this choice; null when it would not. */
export function budgetRefusal(
	{ panel, glass }: GovernanceView,
	{ accountId, postId }: GlassChoice,
): string | null {
	const budget = panel.budgets.find((each) => each.accountId === accountId);
	const post = glass.posts.find(({ id }) => id === postId);
	if (!budget?.exhausted || post?.recovery) return null;
	return `The error budget of @${budget.account} is used up (${describeBudget(budget)}). Break-glass does not waive that: choose a post that makes up for a failed one.`;
}

/** The open incidents that concern this account. */
export const incidentsFor = (
	{ glass }: GovernanceView,
	accountId: string,
): GovernanceView["glass"]["incidents"] =>
	glass.incidents.filter(
		(incident) =>
			incident.accountId === null || incident.accountId === accountId,
	);

function TokenScope({ view, choice, onChoice }: GlassFieldsProps) {
	const accounts = view.accounts.filter(({ id }) =>
		view.glass.accountIds.includes(id),
	);
	const zone = accounts.find(({ id }) => id === choice.accountId)?.zone;
	const posts = view.glass.posts.filter(
		({ accountId }) => accountId === choice.accountId,
	);
	const refusal = budgetRefusal(view, choice);
	return (
		<>
			<div className="grid gap-4 sm:grid-cols-2">
				<Select
					label="Account"
					value={choice.accountId}
					onChange={(event) =>
						onChoice({
							accountId: event.currentTarget.value,
							postId: ANY_POST,
						})
					}
					options={accounts.map(({ id, handle }) => ({
						value: id,
						label: `@${handle}`,
					}))}
				/>
				<Select
					label="What may go out"
					value={choice.postId}
					onChange={(event) =>
						onChoice({ ...choice, postId: event.currentTarget.value })
					}
					options={[
						{ value: ANY_POST, label: "Any approved post of it" },
						...posts.map(({ id, title, slotAt, recovery }) => ({
							value: id,
							label: `Only “${title}”, ${formatInstant(slotAt, zone ?? "UTC", "datetime")}${recovery ? " (recovery)" : ""}`,
						})),
					]}
				/>
			</div>
			{refusal && (
				<Banner tone="bad" title="Not allowed" announce>
					{refusal}
				</Banner>
			)}
		</>
	);
}

export function GlassFields(props: GlassFieldsProps) {
	const { view, choice, fields } = props;
	return (
		<>
			<Textarea
				label="Reason"
				hint="What goes wrong if nothing goes out now, and why nobody else can grant."
				name="reason"
				rows={2}
				minLength={3}
				maxLength={500}
				error={fields.reason}
			/>
			<TokenScope {...props} />
			<div className="grid gap-4 sm:grid-cols-[1fr_8rem]">
				<Select
					label="For the incident"
					name="incident"
					error={fields.incidentNumber}
					options={incidentsFor(view, choice.accountId).map(
						({ number, title, severity }) => ({
							value: String(number),
							label: `#${number} SEV${severity} ${title}`,
						}),
					)}
				/>
				<Input
					label="Minutes"
					hint={`at most ${LONGEST_MINUTES}`}
					name="minutes"
					type="number"
					inputMode="numeric"
					min={1}
					max={LONGEST_MINUTES}
					defaultValue={LONGEST_MINUTES}
					error={fields.minutes}
				/>
			</div>
		</>
	);
}
