import type { ReactNode } from "react";
import type { CsvCell } from "./csv";
import { CsvButton } from "./csv-button";
import { cx } from "./cx";
import { ScrollRegion } from "./scroll-region";

export type Column<Row> = {
	id: string;
	header: string;
	cell: (row: Row) => ReactNode;
	/** Numbers align at the end. */
	align?: "end";
	/** The cell that names its row. */
	rowHeader?: true;
	/** The cell's value in the exported file; a column without it is not exported. */
	csv?: (row: Row) => CsvCell;
	className?: string;
};

type DataTableProps<Row> = {
	caption: string;
	/** Read to screen readers only, where a heading already says it. */
	captionHidden?: boolean;
	columns: readonly Column<Row>[];
	rows: readonly Row[];
	rowKey: (row: Row) => string;
	selectedKey?: string | undefined;
	/** Shown instead of the table when there are no rows. */
	empty: ReactNode;
	/** File name for the CSV export, without the extension. */
	exportName?: string;
	toolbar?: ReactNode;
};

function csvOf<Row>(props: DataTableProps<Row>) {
	const exported = props.columns.flatMap(({ header, csv }) =>
		csv ? [{ header, csv }] : [],
	);
	return {
		header: exported.map((column) => column.header),
		rows: props.rows.map((row) => exported.map((column) => column.csv(row))),
	};
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
	const className = cx(
		"px-3 py-2 align-baseline font-normal",
		column.align ? "text-end" : "text-start",
		column.className,
	);
	const content = column.cell(row);
	if (!column.rowHeader) return <td className={className}>{content}</td>;
	return (
		<th scope="row" className={className}>
			{content}
		</th>
	);
}

function Head<Row>({ columns }: { columns: readonly Column<Row>[] }) {
	return (
		<thead className="border-b bg-sunken text-ink-muted text-sm">
			<tr>
				{columns.map((column) => (
					<th
						key={column.id}
						scope="col"
						className={cx(
							"whitespace-nowrap px-3 py-1.5 font-medium",
							column.align ? "text-end" : "text-start",
						)}
					>
						{column.header}
					</th>
				))}
			</tr>
		</thead>
	);
}

function Body<Row>(props: DataTableProps<Row>) {
	const { columns, rows, rowKey, selectedKey } = props;
	return (
		<tbody className="divide-y divide-line">
			{rows.map((row) => (
				<tr
					key={rowKey(row)}
					data-row={rowKey(row)}
					tabIndex={-1}
					aria-current={rowKey(row) === selectedKey || undefined}
					className="-outline-offset-2 hover:bg-sunken aria-[current]:bg-accent-soft"
				>
					{columns.map((column) => (
						<Cell key={column.id} column={column} row={row} />
					))}
				</tr>
			))}
		</tbody>
	);
}

/** The one table: semantic, keyboard-scrollable, `j` and `k` walk its rows. */
export function DataTable<Row>(props: DataTableProps<Row>) {
	const { caption, captionHidden, columns, exportName, toolbar } = props;
	if (props.rows.length === 0) return props.empty;
	const captionLook = captionHidden
		? "sr-only"
		: "px-3 py-2 text-start text-ink-muted text-sm";
	return (
		<div className="space-y-2">
			{(toolbar || exportName) && (
				<div className="flex flex-wrap items-center justify-end gap-2">
					{toolbar}
					{exportName && (
						<CsvButton table={{ name: exportName, ...csvOf(props) }} />
					)}
				</div>
			)}
			<ScrollRegion label={caption}>
				<table className="w-full border-collapse">
					<caption className={captionLook}>{caption}</caption>
					<Head columns={columns} />
					<Body {...props} />
				</table>
			</ScrollRegion>
		</div>
	);
}
