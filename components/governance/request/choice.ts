import type { BudgetView } from "@/lib/governance/budget/views";
import type { GovernanceView } from "@/lib/governance/panel/views-page";
import { judgeSpan, type Span } from "./span";

export const UNTIL = "until";
export const USUAL_MINUTES = 240;

/** What the request form holds, besides its reason and its cap. */
export type RequestChoice = {
	/** Empty means every account. */
	accountIds: string[];
	later: boolean;
	/** Wall-clock time in the zone of the first account. */
	start: string;
	/** Minutes, or `UNTIL`. */
	length: string;
	until: string;
	/** For posts that make up for failed ones only. */
	recovery: boolean;
};

export const usualChoice = (accountId: string | null): RequestChoice => ({
	accountIds: accountId ? [accountId] : [],
	later: false,
	start: "",
	length: String(USUAL_MINUTES),
	until: "",
	recovery: false,
});

export const zoneOf = (
	{ accounts }: GovernanceView,
	{ accountIds }: RequestChoice,
): string => accounts.find(({ id }) => id === accountIds[0])?.zone ?? "UTC";

export const spanOf = (
	{ later, start, length, until }: RequestChoice,
	zone: string,
	nowMs: number,
): Span =>
	judgeSpan(
		{
			start: later ? start : null,
			end: length === UNTIL ? { local: until } : { minutes: Number(length) },
			zone,
		},
		nowMs,
	);

/** The accounts of this request whose error budget is used up: only a recovery window may be asked for. */
export const exhaustedIn = (
	{ panel }: GovernanceView,
	{ accountIds }: RequestChoice,
): BudgetView[] =>
	panel.budgets.filter(
		({ exhausted, accountId }) =>
			exhausted && (accountIds.length === 0 || accountIds.includes(accountId)),
	);
