export type CsvCell = string | number | null;

/** What a spreadsheet would run as a formula, full-width forms included. */
const FORMULA = /^[\s]*[=+\-@＝＋－＠]|^[\t\r\n]/;

function field(cell: CsvCell): string {
	if (cell === null) return "";
	if (typeof cell === "number") return String(cell);
	const safe = FORMULA.test(cell) ? `'${cell}` : cell;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * RFC 4180 text of a table, CRLF lines. Text that a spreadsheet would run as a formula gets an
 * apostrophe in front; numbers stay numbers, missing values stay empty.
 */
export const toCsv = (
	header: readonly string[],
	rows: readonly (readonly CsvCell[])[],
): string =>
	[header, ...rows].map((row) => `${row.map(field).join(",")}\r\n`).join("");
