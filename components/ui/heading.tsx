import type { ReactNode } from "react";
import { cx } from "./cx";

export type HeadingLevel = 1 | 2 | 3 | 4;

const LOOK: Record<HeadingLevel, string> = {
	1: "font-semibold text-xl",
	2: "font-semibold text-lg",
	3: "font-semibold text-base",
	4: "font-medium text-base text-ink-muted",
};

type HeadingProps = {
	level: HeadingLevel;
	id?: string;
	className?: string;
	children: ReactNode;
};

export function Heading({ level, id, className, children }: HeadingProps) {
	const Tag = `h${level}` as const;
	return (
		<Tag id={id} className={cx(LOOK[level], className)}>
			{children}
		</Tag>
	);
}
