import Papa from "papaparse";

export type CsvCell = string | number | null;

/** What a spreadsheet would run as a formula, full-width forms included. */
const FORMULA = /^[\s]*[=+\-@＝＋－＠]|^[\t\r\n]/;

const harmless = (cell: CsvCell): CsvCell =>
	typeof cell === "string" && FORMULA.test(cell) ? `'${cell}` : cell;

/**
 * RFC 4180 text of a table, CRLF lines. Text that a spreadsheet would run as a formula gets an
 * apostrophe in front; numbers stay numbers, missing values stay empty.
 */
export const toCsv = (
	header: readonly string[],
	rows: readonly (readonly CsvCell[])[],
): string =>
	`${Papa.unparse(
		[header, ...rows].map((row) => row.map(harmless)),
		{ newline: "\r\n" },
	)}\r\n`;
