"use client";
import { AlertDialog as Radix } from "radix-ui";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { MODAL_CLASSES, SCRIM_CLASSES } from "./overlay-classes";

type AlertDialogProps = {
	title: string;
	/** What the act will do, before it is done. */
	description: ReactNode;
	trigger: ReactNode;
	confirmLabel: string;
	variant?: "primary" | "danger";
	/** Does the act; the dialog closes when it answers ok and stays when it does not. */
	onConfirm: () => Promise<{ ok: boolean }>;
	/** More to ask, as a reason. */
	children?: ReactNode;
};

export function AlertDialog(props: AlertDialogProps) {
	const { title, description, trigger, confirmLabel, onConfirm } = props;
	const [open, setOpen] = useState(false);
	const [pending, setPending] = useState(false);
	const confirm = async () => {
		setPending(true);
		const { ok } = await onConfirm().finally(() => setPending(false));
		if (ok) setOpen(false);
	};
	return (
		<Radix.Root open={open} onOpenChange={pending ? () => {} : setOpen}>
			<Radix.Trigger asChild>{trigger}</Radix.Trigger>
			<Radix.Portal>
				<Radix.Overlay className={SCRIM_CLASSES} />
				<Radix.Content className={MODAL_CLASSES}>
					<Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
					<Radix.Description asChild>
						<div className="text-ink-muted">{description}</div>
					</Radix.Description>
					<form
						className="contents"
						onSubmit={(event) => {
							event.preventDefault();
							void confirm();
						}}
					>
						{props.children}
						<div className="flex flex-wrap justify-end gap-2">
							<Radix.Cancel asChild>
								<Button>Cancel</Button>
							</Radix.Cancel>
							<Button
								type="submit"
								variant={props.variant ?? "primary"}
								pending={pending}
							>
								{confirmLabel}
							</Button>
						</div>
					</form>
				</Radix.Content>
			</Radix.Portal>
		</Radix.Root>
	);
}
