import { type ReactNode, useId } from "react";
import { cx } from "./cx";
import { Heading, type HeadingLevel } from "./heading";

type SectionProps = {
	title: string;
	level?: HeadingLevel;
	description?: ReactNode;
	/** Stands at the end of the heading's line. */
	actions?: ReactNode;
	className?: string;
	children: ReactNode;
};

/** A titled part of a page, named by its own heading. */
export function Section(props: SectionProps) {
	const { title, level = 2, description, actions, className, children } = props;
	const id = useId();
	return (
		<section aria-labelledby={id} className={cx("space-y-3", className)}>
			<div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
				<div className="min-w-0">
					<Heading level={level} id={id}>
						{title}
					</Heading>
					{description && <p className="text-ink-muted">{description}</p>}
				</div>
				{actions && (
					<div data-print="hide" className="flex flex-wrap gap-2">
						{actions}
					</div>
				)}
			</div>
			{children}
		</section>
	);
}
