import type { ReactNode } from "react";

export type Description = { term: string; value: ReactNode };

/** Terms and their values, two columns where there is room. */
export function DescriptionList({ items }: { items: readonly Description[] }) {
	return (
		<dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[minmax(8rem,auto)_1fr]">
			{items.map(({ term, value }) => (
				<div key={term} className="contents max-sm:block">
					<dt className="text-ink-muted">{term}</dt>
					<dd className="min-w-0 break-words max-sm:mb-1">{value}</dd>
				</div>
			))}
		</dl>
	);
}
