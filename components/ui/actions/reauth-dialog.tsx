"use client";
import { useState } from "react";
import { DialogForm } from "@/components/ui/forms/dialog-form";
import { Input } from "@/components/ui/forms/input";
import { Dialog } from "@/components/ui/overlays/dialog";
import { type ActionResult, NO_ANSWER } from "./action-result";

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
			<DialogForm
				onSubmit={submit}
				onCancel={() => onClose(false)}
				submitLabel="Confirm and continue"
				pending={pending}
			>
				<Input
					label="Password"
					name="password"
					type="password"
					autoComplete="current-password"
					autoFocus
					error={error}
				/>
			</DialogForm>
		</Dialog>
	);
}
