import { Missing } from "@/components/ui/states/missing";
import type { Column } from "@/components/ui/tables/data-table";
import { Time } from "@/components/ui/time/time";
import type { SignalView } from "@/lib/pipeline/sources/views";

const isWeb = (url: string | null): url is string =>
	url !== null && /^https?:\/\//i.test(url);

/** The columns of what the sources brought. Scores are kept in per mille. */
export const signalColumns = (
	zone: string,
	sources: ReadonlyMap<string, string>,
): readonly Column<SignalView>[] => [
	{
		id: "title",
		header: "Item",
		rowHeader: true,
		className: "min-w-48 break-words",
		cell: ({ title, url }) =>
			isWeb(url) ? (
				<a href={url} rel="noreferrer" className="prose-link">
					{title}
				</a>
			) : (
				title
			),
		csv: ({ title }) => title,
	},
	{
		id: "score",
		header: "Score, of 1000",
		align: "end",
		cell: ({ score }) => score,
		csv: ({ score }) => score,
	},
	{
		id: "momentum",
		header: "Momentum",
		align: "end",
		cell: ({ momentum }) => momentum,
		csv: ({ momentum }) => momentum,
	},
	{
		id: "source",
		header: "Source",
		cell: ({ sourceId }) => sources.get(sourceId) ?? "",
		csv: ({ sourceId }) => sources.get(sourceId) ?? null,
	},
	{
		id: "published",
		header: "Published",
		cell: ({ publishedAt }) =>
			publishedAt ? (
				<Time iso={publishedAt} zone={zone} style="relative" />
			) : (
				<Missing why="the feed does not say" />
			),
		csv: ({ publishedAt }) => publishedAt,
	},
];
