"use client";
import { useActionState } from "react";
import type { ActionResult } from "@/components/ui/actions/action-result";
import { SubmitButton } from "@/components/ui/actions/submit-button";
import { Banner } from "@/components/ui/banner";
import { Input } from "@/components/ui/forms/input";

export type FormAction = (
	previous: ActionResult<never> | null,
	form: FormData,
) => Promise<ActionResult<never>>;

type SignInFormProps = { action: FormAction; next: string };

export function SignInForm({ action, next }: SignInFormProps) {
	const [answer, submit] = useActionState(action, null);
	return (
		<form action={submit} className="space-y-4">
			{answer && !answer.ok && (
				<Banner tone="bad" title={answer.message} announce />
			)}
			<Input
				label="E-mail"
				name="email"
				type="email"
				autoComplete="username"
				maxLength={254}
			/>
			<Input
				label="Password"
				name="password"
				type="password"
				autoComplete="current-password"
				maxLength={200}
			/>
			<input type="hidden" name="next" value={next} />
			<SubmitButton className="w-full">Sign in</SubmitButton>
		</form>
	);
}
