/** Which rows may be shown without moving what is under the cursor: where nothing is shown, nothing moves. */
export function splitRows<Row>(
	rows: readonly Row[],
	keyOf: (row: Row) => string,
	shown: ReadonlySet<string>,
): { kept: Row[]; fresh: Row[] } {
	if (!rows.some((row) => shown.has(keyOf(row))))
		return { kept: [...rows], fresh: [] };
	return {
		kept: rows.filter((row) => shown.has(keyOf(row))),
		fresh: rows.filter((row) => !shown.has(keyOf(row))),
	};
}
