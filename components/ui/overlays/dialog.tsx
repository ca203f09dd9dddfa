"use client";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { MODAL_CLASSES, SCRIM_CLASSES } from "./overlay-classes";

type DialogProps = {
	title: string;
	description?: ReactNode;
	/** The button that opens it; leave out when `open` is held elsewhere. */
	trigger?: ReactNode;
	open?: boolean;
	onOpenChange?: (open: boolean) => void;
	children: ReactNode;
};

// What the dialog asks for comes first; the cross that closes it stands before it only on the screen.
function focusFirstField(event: Event): void {
	if (!(event.target instanceof HTMLElement)) return;
	const field = event.target.querySelector<HTMLElement>(
		"form :is(input, select, textarea):enabled",
	);
	if (!field) return;
	event.preventDefault();
	field.focus();
}

export function Dialog(props: DialogProps) {
	const { title, description, trigger, children, ...state } = props;
	return (
		<Radix.Root {...state}>
			{trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
			<Radix.Portal>
				<Radix.Overlay className={SCRIM_CLASSES} />
				<Radix.Content
					className={MODAL_CLASSES}
					onOpenAutoFocus={focusFirstField}
					{...(description ? {} : { "aria-describedby": undefined })}
				>
					<div className="flex items-center justify-between gap-4">
						<Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
						<Radix.Close asChild>
							<Button variant="ghost" size="icon" aria-label="Close">
								<X aria-hidden />
							</Button>
						</Radix.Close>
					</div>
					{description && (
						<Radix.Description asChild>
							<div className="text-ink-muted">{description}</div>
						</Radix.Description>
					)}
					{children}
				</Radix.Content>
			</Radix.Portal>
		</Radix.Root>
	);
}
