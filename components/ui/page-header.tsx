import type { ReactNode } from "react";
import { Heading } from "./heading";

type PageHeaderProps = {
	title: string;
	description?: ReactNode;
	actions?: ReactNode;
};

/** The one h1 of a page, with what the page answers. */
export function PageHeader({ title, description, actions }: PageHeaderProps) {
	return (
		<header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
			<div className="min-w-0">
				<Heading level={1}>{title}</Heading>
				{description && <p className="text-ink-muted">{description}</p>}
			</div>
			{actions && (
				<div data-print="hide" className="flex flex-wrap gap-2">
					{actions}
				</div>
			)}
		</header>
	);
}
