import type { QueueRow } from "@/lib/publishing/queue/model";

export type Sorted = {
	yes: QueueRow[];
	no: { row: QueueRow; why: string }[];
};

function sortBy(
	rows: readonly QueueRow[],
	whyNot: (row: QueueRow) => string | null,
): Sorted {
	const sorted: Sorted = { yes: [], no: [] };
	for (const row of rows) {
		const why = whyNot(row);
		if (why === null) sorted.yes.push(row);
		else sorted.no.push({ row, why });
	}
	return sorted;
}

/** Which of the selected posts the reader may approve, and why not the others. */
export const sortForApproval = (rows: readonly QueueRow[]): Sorted =>
	sortBy(rows, ({ approveRefusal }) => approveRefusal);

/** Which of them the reader may reject. */
export const sortForRejection = (rows: readonly QueueRow[]): Sorted =>
	sortBy(rows, ({ rejectRefusal }) => rejectRefusal);

/** Which of them the reader may hold. */
export const sortForHold = (rows: readonly QueueRow[]): Sorted =>
	sortBy(rows, ({ holdRefusal }) => holdRefusal);
