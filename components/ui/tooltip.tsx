"use client";
import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "./cx";
import { FLOATING_CLASSES } from "./overlay-classes";

type TooltipProps = {
	/** Help only: nothing that one must read, since a thumb cannot hover. */
	text: string;
	/** One focusable element. */
	children: ReactNode;
};

export function Tooltip({ text, children }: TooltipProps) {
	return (
		<Radix.Provider delayDuration={300}>
			<Radix.Root>
				<Radix.Trigger asChild>{children}</Radix.Trigger>
				<Radix.Portal>
					<Radix.Content
						sideOffset={4}
						collisionPadding={8}
						className={cx(FLOATING_CLASSES, "max-w-64 px-2 py-1 text-sm")}
					>
						{text}
					</Radix.Content>
				</Radix.Portal>
			</Radix.Root>
		</Radix.Provider>
	);
}
