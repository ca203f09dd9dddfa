"use client";
import { Popover as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "./cx";
import { FLOATING_CLASSES } from "./overlay-classes";

type PopoverProps = { label: string; trigger: ReactNode; children: ReactNode };

export function Popover({ label, trigger, children }: PopoverProps) {
	return (
		<Radix.Root>
			<Radix.Trigger asChild>{trigger}</Radix.Trigger>
			<Radix.Portal>
				<Radix.Content
					aria-label={label}
					sideOffset={4}
					collisionPadding={8}
					className={cx(FLOATING_CLASSES, "w-80 p-4")}
				>
					{children}
				</Radix.Content>
			</Radix.Portal>
		</Radix.Root>
	);
}
