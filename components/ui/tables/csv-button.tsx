"use client";
import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { type CsvCell, toCsv } from "./csv";
import { saveFile } from "./save-file";

export type CsvTable = {
	/** File name without the extension. */
	name: string;
	header: readonly string[];
	rows: readonly (readonly CsvCell[])[];
};

/** Spreadsheets read UTF-8 only after a byte order mark. */
const BYTE_ORDER_MARK = "\uFEFF";

function download({ name, header, rows }: CsvTable): void {
	const file = new Blob([BYTE_ORDER_MARK, toCsv(header, rows)], {
		type: "text/csv;charset=utf-8",
	});
	saveFile(file, `${name}.csv`);
}

export function CsvButton({ table }: { table: CsvTable }) {
	return (
		<Button size="sm" data-print="hide" onClick={() => download(table)}>
			<Download aria-hidden />
			CSV<span className="sr-only"> of {table.name}</span>
		</Button>
	);
}
