import { ChevronLeft, ChevronRight } from "lucide-react";
import { ButtonLink } from "@/components/ui/button-link";

type PaginationProps = {
	/** What is shown, as "51 to 100 of 320 posts". */
	summary: string;
	previousHref?: string | undefined;
	nextHref?: string | undefined;
};

export function Pagination(props: PaginationProps) {
	const { summary, previousHref, nextHref } = props;
	return (
		<nav
			aria-label="More rows"
			data-print="hide"
			className="flex flex-wrap items-center justify-between gap-2"
		>
			<p className="text-ink-muted text-sm">{summary}</p>
			<div className="flex gap-2">
				{previousHref && (
					<ButtonLink size="sm" rel="prev" href={previousHref}>
						<ChevronLeft aria-hidden />
						Previous
					</ButtonLink>
				)}
				{nextHref && (
					<ButtonLink size="sm" rel="next" href={nextHref}>
						Next
						<ChevronRight aria-hidden />
					</ButtonLink>
				)}
			</div>
		</nav>
	);
}
