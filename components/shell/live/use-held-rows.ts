"use client";
import { useState } from "react";
import { splitRows } from "./held-rows";

/**
 * Live rows that do not move under the cursor: new ones wait until they are asked for. Values of the
 * shown ones change in place.
 * @param scope a change of account, filter or page shows everything anew
 */
export function useHeldRows<Row>(
	rows: readonly Row[],
	keyOf: (row: Row) => string,
	scope: string,
): { rows: Row[]; waiting: number; reveal: () => void } {
	const all = () => ({ scope, keys: new Set(rows.map(keyOf)) });
	const [held, setHeld] = useState(all);
	const current = held.scope === scope ? held : all();
	if (current !== held) setHeld(current);
	const { kept, fresh } = splitRows(rows, keyOf, current.keys);
	// The first rows of an empty list are shown at once, and from then on stay where they are.
	if (kept.some((row) => !current.keys.has(keyOf(row)))) setHeld(all());
	return {
		rows: kept,
		waiting: fresh.length,
		reveal: () => setHeld(all()),
	};
}
