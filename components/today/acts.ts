import type { OpenAct } from "@/components/incidents/acts";
import type { ActionResult } from "@/components/ui/actions/action-result";
import type { Receipt } from "@/lib/audit/receipt";
import type { DailyItem, ItemVerdict } from "@/lib/checklists/model";

type Act<Input, Value> = (
	input: Input,
) => Promise<ActionResult<Receipt<Value>>>;

type OnAccount = { accountId: string };

export type ReplayAnswer = {
	requested: number;
	replayed: readonly string[];
	skipped: readonly { title: string; why: string }[];
};

export type RefillAnswer = readonly {
	started: readonly string[];
	/** Empty slots for which there was nothing to write about. */
	topicless: number;
}[];

/** What can be done on Today; the page hands them in. */
export type TodayActs = {
	confirm: Act<
		OnAccount & {
			item: DailyItem;
			seenVerdict: ItemVerdict;
			note: string | null;
		},
		{ verdict: ItemVerdict }
	>;
	replay: Act<OnAccount, ReplayAnswer>;
	/** Answers with the runs that go on. */
	resume: Act<OnAccount, readonly string[]>;
	refill: Act<OnAccount, RefillAnswer>;
	collect: Act<OnAccount, unknown>;
	open: OpenAct;
};
