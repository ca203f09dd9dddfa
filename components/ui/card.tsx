import type { ComponentProps } from "react";
import { cx } from "./cx";
import { Section } from "./section";

/** A section on its own surface. */
export function Card({
	className,
	...section
}: ComponentProps<typeof Section>) {
	return (
		<Section
			level={3}
			{...section}
			className={cx(
				"min-w-0 rounded-lg border bg-surface p-4 print:border-none print:p-0",
				className,
			)}
		/>
	);
}
