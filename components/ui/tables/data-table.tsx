import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import type { CsvCell } from "./csv";
import { CsvButton } from "./csv-button";
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
	/** On a phone each row stands as a list of its cells: for tables that are read row by row, not compared. */
	stacked?: boolean;
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

const STACKED = {
	table: "max-sm:block",
	caption: "max-sm:block",
	head: "max-sm:sr-only",
	row: "max-sm:block max-sm:py-1.5",
	rowHeader: "max-sm:block max-sm:w-auto max-sm:py-1 max-sm:font-medium",
	cell: "max-sm:wrap-anywhere max-sm:flow-root max-sm:w-auto max-sm:max-w-none max-sm:py-1 max-sm:ps-32 max-sm:text-start max-sm:empty:hidden max-sm:before:float-left max-sm:before:-ms-29 max-sm:before:w-28 max-sm:before:whitespace-normal max-sm:before:text-ink-muted max-sm:before:text-sm max-sm:before:content-[attr(data-label)]",
};

type CellProps<Row> = { column: Column<Row>; row: Row; stacked: boolean };

function Cell<Row>({ column, row, stacked }: CellProps<Row>) {
	const className = cx(
		"px-3 py-2 align-baseline font-normal",
		column.align ? "text-end" : "text-start",
		column.className,
		stacked && (column.rowHeader ? STACKED.rowHeader : STACKED.cell),
	);
	const content = column.cell(row);
	if (!column.rowHeader)
		return (
			<td data-label={column.header} className={className}>
				{content}
			</td>
		);
	return (
		<th scope="row" className={className}>
			{content}
		</th>
	);
}

function Head<Row>({ columns, stacked }: DataTableProps<Row>) {
	return (
		<thead
			className={cx(
				"border-b bg-sunken text-ink-muted text-sm",
				stacked && STACKED.head,
			)}
		>
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
	const { columns, rows, rowKey, selectedKey, stacked = false } = props;
	return (
		<tbody className={cx("divide-y divide-line", stacked && STACKED.table)}>
			{rows.map((row) => (
				<tr
					key={rowKey(row)}
					data-row={rowKey(row)}
					tabIndex={-1}
					aria-current={rowKey(row) === selectedKey || undefined}
					className={cx(
						"-outline-offset-2 hover:bg-sunken aria-[current]:bg-accent-soft",
						stacked && STACKED.row,
					)}
				>
					{columns.map((column) => (
						<Cell key={column.id} column={column} row={row} stacked={stacked} />
					))}
				</tr>
			))}
		</tbody>
	);
}

/** The one table: semantic, keyboard-scrollable, `j` and `k` walk its rows. */
export function DataTable<Row>(props: DataTableProps<Row>) {
	const { caption, captionHidden, exportName, toolbar, stacked } = props;
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
				<table
					className={cx("w-full border-collapse", stacked && STACKED.table)}
				>
					<caption
						className={cx(
							captionLook,
							stacked && !captionHidden && STACKED.caption,
						)}
					>
						{caption}
					</caption>
					<Head {...props} />
					<Body {...props} />
				</table>
			</ScrollRegion>
		</div>
	);
}
