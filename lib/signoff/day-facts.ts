import type { ChecklistView } from "@/lib/checklists/model";
import { readChecklist } from "@/lib/checklists/views";
import type { Ctx } from "@/lib/command";
import { addDays } from "@/lib/core/time";
import { listIncidents } from "@/lib/incidents/incident/views";
import type { IncidentView } from "@/lib/incidents/model";
import { readKpiDay } from "@/lib/insights/kpi/views";
import { findMessage, readChannel } from "@/lib/notifications/views";
import type { DayFacts, SummaryState } from "./model";
import type { SummaryFacts } from "./summary";

/** The key of a day's summary in the outbox: a day is summarised once. */
export const summaryKeyOf = (accountId: string, day: string): string =>
	`summary:${accountId}:${day}`;

export type Day = SummaryFacts &
	DayFacts & {
		accountId: string;
		zone: string;
		observedAt: string;
		items: ChecklistView["items"];
		incidents: readonly IncidentView[];
	};

/** Everything that signing the account's local day of now rests on. */
export async function readDay(ctx: Ctx, accountId: string): Promise<Day> {
	const checklist = await readChecklist(ctx, accountId);
	const { day, handle, zone, items, observedAt } = checklist;
	return {
		accountId: checklist.accountId,
		day,
		handle,
		zone,
		items,
		observedAt,
		incidents: await listIncidents(ctx, {
			open: true,
			accountId: checklist.accountId,
		}),
		kpi: await readKpiDay(ctx, checklist.accountId, addDays(day, -1)),
		summary: await readSummaryState(ctx, checklist.accountId, day),
	};
}

async function readSummaryState(
	ctx: Ctx,
	accountId: string,
	day: string,
): Promise<SummaryState> {
	const message = await findMessage(ctx.db, summaryKeyOf(accountId, day));
	if (!message) return { kind: "not_posted" };
	const { state, deliveredAt, lastError } = message;
	if (state === "delivered" && deliveredAt)
		return { kind: "delivered", at: deliveredAt };
	if (state === "failed") return { kind: "failed", why: lastError };
	const { waitsBecause } = await readChannel(ctx);
	return { kind: "waiting", why: waitsBecause ?? lastError };
}
