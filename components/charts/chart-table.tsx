import { EmptyState } from "@/components/ui/states/empty-state";
import { type Column, DataTable } from "@/components/ui/tables/data-table";
import type { ChartView } from "./chart-model";
import { type ChartRow, chartRows } from "./chart-rows";
import { ChartValue } from "./plot-tooltip";

type ChartTableProps = { title: string; exportName: string; view: ChartView };

/** The same numbers as rows, with a file to take away. */
export function ChartTable({ title, exportName, view }: ChartTableProps) {
	const columns: Column<ChartRow>[] = [
		{
			id: "day",
			header: `Day (${view.zone})`,
			rowHeader: true,
			className: "whitespace-nowrap",
			cell: ({ day }) => day,
			csv: ({ day }) => day,
		},
		...view.series.map(
			({ id, label }): Column<ChartRow> => ({
				id: `series ${id}`,
				header: `${label}, ${view.unit}`,
				align: "end",
				className: "whitespace-nowrap",
				cell: ({ points }) => <ChartValue point={points[id]} />,
				csv: ({ points }) => points[id]?.value ?? null,
			}),
		),
	];
	return (
		<DataTable
			caption={title}
			columns={columns}
			rows={chartRows(view.series)}
			rowKey={({ day }) => day}
			exportName={exportName}
			empty={
				<EmptyState title="No values in this range">
					Choose a longer range, or look at the collectors.
				</EmptyState>
			}
		/>
	);
}
