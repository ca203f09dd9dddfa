/** Which rows may be shown without moving what is under the cursor. */
export function splitRows<Row>(
	rows: readonly Row[],
	keyOf: (row: Row) => string,
	shown: ReadonlySet<string>,
): { kept: Row[]; fresh: Row[] } {
	return {
		kept: rows.filter((row) => shown.has(keyOf(row))),
		fresh: rows.filter((row) => !shown.has(keyOf(row))),
	};
}
