import { z } from "zod";
import { Evidence } from "@/lib/incidents/model";
import {
	type ConfirmationView,
	DAILY_ITEMS,
	type DailyItem,
	ITEM_TITLES,
	type ItemAnswer,
	type ItemView,
	isGood,
	MENDS,
	VERDICTS,
} from "./model";

export type StoredConfirmation = {
	item: string;
	verdict: string;
	evidence: unknown;
	note: string | null;
	confirmedBy: string;
	confirmedAt: Date;
};

const StoredVerdict = z.enum(VERDICTS).catch("unknown");

const StoredAnswer = z.object({
	verdict: StoredVerdict,
	sentence: z.string(),
	observedAt: z.string().nullable(),
	link: z.string(),
	evidence: Evidence,
});

const NOBODY_LOOKED: ItemAnswer = {
	verdict: "unknown",
	sentence: "Nobody looked at this item that day.",
	observedAt: null,
	link: "/",
	mend: null,
	evidence: {},
};

/** What an item of a day that is over answered when it was confirmed; there is nothing to mend any more. */
export function pastAnswer(row: StoredConfirmation | undefined): ItemAnswer {
	const parsed = StoredAnswer.safeParse(row?.evidence);
	return parsed.success ? { ...parsed.data, mend: null } : NOBODY_LOOKED;
}

/** Joins answers with their last confirmations. */
export const toItems = (
	answers: Record<DailyItem, ItemAnswer>,
	rows: readonly StoredConfirmation[],
	names: ReadonlyMap<string, string>,
): ItemView[] =>
	DAILY_ITEMS.map((item) => {
		const { mend, ...answer } = answers[item];
		const row = rows.findLast((candidate) => candidate.item === item);
		const confirmation = row ? toConfirmation(row, names) : null;
		return {
			...answer,
			item,
			title: ITEM_TITLES[item],
			mend: mend && { action: mend, label: MENDS[mend] },
			confirmation,
			done: isDone(answer.verdict, confirmation),
		};
	});

/** An item is done when it was confirmed while it was good, and is good now. */
export const isDone = (
	verdict: string,
	confirmation: Pick<ConfirmationView, "verdict"> | null,
): boolean =>
	confirmation !== null && isGood(confirmation.verdict) && isGood(verdict);

const toConfirmation = (
	row: StoredConfirmation,
	names: ReadonlyMap<string, string>,
): ConfirmationView => ({
	verdict: StoredVerdict.parse(row.verdict),
	note: row.note,
	by: names.get(row.confirmedBy) ?? "somebody who left",
	byId: row.confirmedBy,
	at: row.confirmedAt.toISOString(),
	sentence: pastAnswer(row).sentence,
});
