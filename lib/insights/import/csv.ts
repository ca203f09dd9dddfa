import Papa from "papaparse";

/** A record of a CSV file, with the line on which it starts. */
export type CsvRecord = { line: number; cells: string[] };

/** Reads CSV (RFC 4180): quoted cells may hold commas, quotes and line breaks. Empty lines are left out. */
export function parseCsv(text: string): CsvRecord[] {
	const lines = text.replace(/\r\n?/g, "\n");
	const records: CsvRecord[] = [];
	let line = 1;
	let read = 0;
	Papa.parse<string[]>(lines, {
		delimiter: ",",
		newline: "\n",
		step: ({ data: cells, meta: { cursor } }) => {
			if (cells.some((cell) => cell.trim() !== ""))
				records.push({ line, cells });
			line += lines.slice(read, cursor).split("\n").length - 1;
			read = cursor;
		},
	});
	return records;
}

/** The text of a file that somebody exported: UTF-8, else Windows-1252, which old spreadsheets write. */
export function decodeText(bytes: Uint8Array): string {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		// Not UTF-8: every byte means something in the other encoding.
		return new TextDecoder("windows-1252").decode(bytes);
	}
}
