"use client";
import { FormAct, textOf } from "@/components/shell/form-act";
import { Textarea } from "@/components/ui/forms/textarea";
import type { AccountView } from "@/lib/accounts/model";
import {
	AUTO_CLEAN_MEANS,
	type AutoCleanView,
} from "@/lib/accounts/policy/model";
import type { PolicyActs } from "./acts";

type Request = NonNullable<AutoCleanView["request"]>;
type OnAccount<A extends keyof PolicyActs> = {
	account: AccountView;
	act: PolicyActs[A];
};
type OnRequest<A extends keyof PolicyActs> = OnAccount<A> & {
	request: Request;
};

const Reason = ({ errors }: { errors: Readonly<Record<string, string>> }) => (
	<Textarea
		name="reason"
		label="Reason"
		rows={2}
		minLength={3}
		maxLength={500}
		error={errors.reason}
	/>
);

export const Ask = ({ account, act }: OnAccount<"ask">) => (
	<FormAct
		label="Ask for auto-clean"
		of={`on @${account.handle}`}
		title={`Ask for auto-clean on @${account.handle}`}
		description={`${AUTO_CLEAN_MEANS} Nothing changes until another person confirms: it takes an owner and a compliance lead, within 24 hours.`}
		confirmLabel="Ask"
		act={act}
		read={(form) => ({ accountId: account.id, reason: textOf(form, "reason") })}
		tell={() => ({ text: "Asked. Another person confirms within 24 hours." })}
	>
		{(errors) => <Reason errors={errors} />}
	</FormAct>
);

export const Confirm = ({ account, request, act }: OnRequest<"confirm">) => (
	<FormAct
		label="Confirm"
		of={`auto-clean on @${account.handle}`}
		primary
		title={`Switch auto-clean on for @${account.handle}`}
		description={AUTO_CLEAN_MEANS}
		confirmLabel="Switch auto-clean on"
		act={act}
		read={() => ({ requestId: request.id })}
		tell={() => ({ text: `Auto-clean is on for @${account.handle}` })}
	>
		{() => (
			<p className="break-words">
				{request.by} asked for it: {request.reason}
			</p>
		)}
	</FormAct>
);

export function Decline({ account, request, act }: OnRequest<"decline">) {
	const verb = request.isOwn ? "Withdraw" : "Decline";
	return (
		<FormAct
			label={verb}
			of={`the request for auto-clean on @${account.handle}`}
			title={`${verb} the request for auto-clean`}
			description={`People go on approving the posts of @${account.handle}.`}
			confirmLabel={verb}
			act={act}
			read={(form) => ({
				requestId: request.id,
				reason: textOf(form, "reason"),
			})}
			tell={() => ({
				text: request.isOwn ? "Request withdrawn" : "Request declined",
			})}
		>
			{(errors) => <Reason errors={errors} />}
		</FormAct>
	);
}

export const SwitchOff = ({ account, act }: OnAccount<"switchOff">) => (
	<FormAct
		label="Switch off"
		of={`auto-clean on @${account.handle}`}
		title={`Switch auto-clean off for @${account.handle}`}
		description="At once: unsent posts that it had approved wait for a person's approval, and so does every new one."
		confirmLabel="Switch off"
		act={act}
		read={(form) => ({ accountId: account.id, reason: textOf(form, "reason") })}
		tell={() => ({
			text: `Auto-clean is off: people approve every post of @${account.handle}`,
		})}
	>
		{(errors) => <Reason errors={errors} />}
	</FormAct>
);
