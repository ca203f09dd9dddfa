"use client";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

type DialogFormProps = {
	onSubmit: (form: FormData) => unknown;
	onCancel: () => void;
	submitLabel: string;
	variant?: "primary" | "danger";
	pending: boolean;
	disabled?: boolean;
	children: ReactNode;
};

/** The form of a dialog: its fields, then the way out and the act. */
export const DialogForm = (props: DialogFormProps) => (
	<form
		className="space-y-4"
		onSubmit={(event) => {
			event.preventDefault();
			void props.onSubmit(new FormData(event.currentTarget));
		}}
	>
		{props.children}
		<div className="flex flex-wrap justify-end gap-2">
			<Button onClick={props.onCancel}>Cancel</Button>
			<Button
				type="submit"
				variant={props.variant ?? "primary"}
				pending={props.pending}
				disabled={props.disabled}
			>
				{props.submitLabel}
			</Button>
		</div>
	</form>
);
