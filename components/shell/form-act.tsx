"use client";
import type { QueryKey } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import type { ActionResult } from "@/components/ui/actions/action-result";
import { Button } from "@/components/ui/button";
import { DialogForm } from "@/components/ui/forms/dialog-form";
import { Dialog } from "@/components/ui/overlays/dialog";
import type { Receipt } from "@/lib/audit/receipt";
import { type Told, useRecordedAction } from "./use-recorded-action";

type FormActProps<Input, Value> = {
	label: string;
	/** For screen readers, where the label alone does not say of what. */
	of?: string;
	title: string;
	/** What it will do. */
	description: string;
	confirmLabel: string;
	primary?: boolean;
	/** For what takes something away from somebody. */
	danger?: boolean;
	/** The values that the form begins with: it begins anew when they change, as after a save. */
	edits?: object;
	/** It is done: an answer that is still being read stays, the button goes. */
	isOver?: boolean;
	read: (form: FormData) => Input;
	act: (input: Input) => Promise<ActionResult<Receipt<Value>>>;
	tell: (value: Value) => Told;
	/** Live data to read again; the page itself is always rendered anew. */
	invalidates?: readonly QueryKey[];
	/** Stays open with this, where the answer holds what is shown only once. */
	reveal?: (value: Value) => ReactNode;
	children: (errors: Readonly<Record<string, string>>) => ReactNode;
};

/** A button that opens a form, says what it will do, does it, and shows the answer. */
export function FormAct<Input, Value>(props: FormActProps<Input, Value>) {
	const { label, of, title, description, primary, isOver } = props;
	const [open, setOpen] = useState(false);
	return (
		<Dialog
			title={title}
			description={description}
			open={open}
			onOpenChange={setOpen}
			trigger={
				isOver ? null : (
					<Button size="sm" variant={primary ? "primary" : "secondary"}>
						{label}
						{of && <span className="sr-only"> {of}</span>}
					</Button>
				)
			}
		>
			<ActForm {...props} close={() => setOpen(false)} />
		</Dialog>
	);
}

/** Lives while the dialog is open, so that nothing of an earlier try is left in the next. */
function ActForm<Input, Value>(
	props: FormActProps<Input, Value> & { close: () => void },
) {
	const { reveal, close } = props;
	const router = useRouter();
	const [shown, setShown] = useState<ReactNode>(null);
	const { run, pending, fields, result } = useRecordedAction(props.act, {
		tell: props.tell,
		...(props.invalidates && { invalidates: props.invalidates }),
		onDone: (value) => {
			if (reveal) setShown(reveal(value));
			else if (!props.tell(value).refused) close();
			router.refresh();
		},
	});
	const refusal = refusalOf(result, props.tell);
	if (shown) return shown;
	return (
		<DialogForm
			key={JSON.stringify(props.edits)}
			onSubmit={(form) => run(props.read(form))}
			onCancel={close}
			submitLabel={props.confirmLabel}
			variant={props.danger ? "danger" : "primary"}
			pending={pending}
		>
			{props.children(fields)}
			{refusal && <p className="font-medium text-bad text-sm">{refusal}</p>}
		</DialogForm>
	);
}

function refusalOf<Value>(
	result: ActionResult<Receipt<Value>> | null,
	tell: (value: Value) => Told,
): string | null {
	if (!result) return null;
	if (!result.ok) return result.message;
	const told = result.value && tell(result.value.value);
	return told?.refused ? told.text : null;
}

/** A field of a form as trimmed text. */
export const textOf = (form: FormData, name: string): string =>
	String(form.get(name) ?? "").trim();
