"use client";
import { useState } from "react";
import { type ActionResult, NO_ANSWER } from "./action-result";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { Input } from "./input";

type ReauthDialogProps = {
	reauthenticate: (password: string) => Promise<ActionResult>;
	onClose: (confirmed: boolean) => void;
};

export function ReauthDialog({ reauthenticate, onClose }: ReauthDialogProps) {
	const [pending, setPending] = useState(false);
	const [error, setError] = useState<string>();
	const submit = async (form: FormData) => {
		setPending(true);
		const password = String(form.get("password") ?? "");
		const result = await reauthenticate(password).catch(() => NO_ANSWER);
		setPending(false);
		if (result.ok) onClose(true);
		else setError(result.message);
	};
	return (
		<Dialog
			open
			onOpenChange={() => onClose(false)}
			title="Confirm that it is you"
			description="This act is sensitive. Your password is good for the next 5 minutes."
		>
			<form
				className="space-y-4"
				onSubmit={(event) => {
					event.preventDefault();
					void submit(new FormData(event.currentTarget));
				}}
			>
				<Input
					label="Password"
					name="password"
					type="password"
					autoComplete="current-password"
					autoFocus
					error={error}
				/>
				<div className="flex flex-wrap justify-end gap-2">
					<Button onClick={() => onClose(false)}>Cancel</Button>
					<Button type="submit" variant="primary" pending={pending}>
						Confirm and continue
					</Button>
				</div>
			</form>
		</Dialog>
	);
}
