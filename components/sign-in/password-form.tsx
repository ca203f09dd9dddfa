"use client";
import { useActionState } from "react";
import { SubmitButton } from "@/components/ui/actions/submit-button";
import { Banner } from "@/components/ui/banner";
import { Input } from "@/components/ui/forms/input";
import type { FormAction } from "./sign-in-form";

type PasswordFormProps = { action: FormAction; next: string; email: string };

export function PasswordForm({ action, next, email }: PasswordFormProps) {
	const [answer, submit] = useActionState(action, null);
	const errors = answer && !answer.ok ? (answer.fields ?? {}) : {};
	return (
		<form action={submit} className="space-y-4">
			{answer && !answer.ok && (
				<Banner tone="bad" title={answer.message} announce />
			)}
			<input
				type="hidden"
				name="username"
				value={email}
				autoComplete="username"
			/>
			<Input
				label="Present password"
				name="current"
				type="password"
				autoComplete="current-password"
				maxLength={200}
			/>
			<Input
				label="New password"
				name="new"
				type="password"
				autoComplete="new-password"
				minLength={12}
				maxLength={200}
				hint="At least 12 characters; a sentence is easy to keep."
				error={errors.next}
			/>
			<Input
				label="New password again"
				name="again"
				type="password"
				autoComplete="new-password"
				minLength={12}
				maxLength={200}
			/>
			<input type="hidden" name="next" value={next} />
			<SubmitButton className="w-full">Change password</SubmitButton>
		</form>
	);
}
