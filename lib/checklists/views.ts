import type { AccountView } from "@/lib/accounts/model";
import { findAccount } from "@/lib/accounts/views";
import { type Ctx, demandRead } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { localDay } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import { listPeople } from "@/lib/people/views";
import { firstDayOf, missedDays } from "./days";
import { evaluateDay } from "./evaluate";
import { pastAnswer, toItems } from "./item-view";
import {
	type ChecklistView,
	DAILY_ITEMS,
	type DailyItem,
	type ItemAnswer,
} from "./model";
import {
	findInstance,
	listConfirmations,
	listInstances,
	listMissed,
} from "./store";

async function loadAccount(ctx: Ctx, id: string): Promise<AccountView> {
	const account = await findAccount(ctx, id);
	if (account) return account;
	throw new AppError("not_found", "there is no such account");
}

/**
 * The daily checklist of an account. The local day of now answers from live data; a day that is
 * over shows the evidence that was confirmed then. Throws `not_found`.
 */
export async function readChecklist(
	ctx: Ctx,
	accountId: string,
	wanted?: string,
): Promise<ChecklistView> {
	demandRead(ctx, { account: accountId });
	const account = await loadAccount(ctx, accountId);
	const now = await appNow(ctx.db);
	const today = localDay(now, account.timeZone);
	const day = wanted ?? today;
	const instance = await findInstance(ctx.db, account.id, day);
	const rows = instance ? await listConfirmations(ctx.db, instance.id) : [];
	const people = await listPeople(ctx);
	const names = new Map(people.map(({ id, name }) => [id, name]));
	const live = day === today;
	const answers = live ? await evaluateDay(ctx, account) : pastAnswers(rows);
	const items = toItems(answers, rows, names);
	return {
		accountId: account.id,
		handle: account.handle,
		day,
		zone: account.timeZone,
		state: instance?.state ?? "not_opened",
		live,
		items,
		done: items.filter(({ done }) => done).length,
		observedAt: now.toISOString(),
	};
}

type Rows = Awaited<ReturnType<typeof listConfirmations>>;

const pastAnswers = (rows: Rows): Record<DailyItem, ItemAnswer> => {
	const [failed_jobs, queue, headroom, kpi_summary, anomalies] =
		DAILY_ITEMS.map((item) =>
			pastAnswer(rows.findLast((row) => row.item === item)),
		) as [ItemAnswer, ItemAnswer, ItemAnswer, ItemAnswer, ItemAnswer];
	return { failed_jobs, queue, headroom, kpi_summary, anomalies };
};

/** Days of an account that are recorded as ended unsigned, the newest first. */
export async function listMissedDays(
	ctx: Ctx,
	accountId: string,
	span: { from?: string; limit: number },
): Promise<string[]> {
	demandRead(ctx, { account: accountId });
	return (await listMissed(ctx.db, accountId, span)).map(({ day }) => day);
}

/** Is the account's day not opened yet, or a day before it not recorded as missed? */
export async function hasDayToOpen(
	ctx: Ctx,
	account: AccountView,
): Promise<boolean> {
	const today = localDay(await appNow(ctx.db), account.timeZone);
	const since = localDay(new Date(account.createdAt), account.timeZone);
	const from = firstDayOf({ today, since });
	const instances = await listInstances(ctx.db, account.id, from);
	const { absent, leftOpen } = missedDays({ today, since, instances });
	const isOpened = instances.some(({ day }) => day === today);
	return !isOpened || absent.length + leftOpen.length > 0;
}
