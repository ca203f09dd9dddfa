import { listAccounts } from "@/lib/accounts/views";
import { can, personIdOf } from "@/lib/auth/actor";
import { type Ctx, demandRead } from "@/lib/command";
import { addMs, DAY } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import { readSeparationOfDuties } from "@/lib/db/separation-of-duties";
import {
	incidentNumbers,
	postTitles,
} from "@/lib/governance/break-glass/store";
import { exhaustedBudgets } from "@/lib/governance/budget/store";
import { type BudgetView, readBudgets } from "@/lib/governance/budget/views";
import { loadGrantor, peopleById } from "@/lib/governance/people/store";
import {
	type HoldView,
	readHalts,
	readHolds,
	type StopView,
} from "@/lib/governance/stops/views";
import {
	listWindowsSince,
	type WindowRecord,
} from "@/lib/governance/windows/store";
import {
	viewWindow,
	type WindowsAround,
	type WindowView,
} from "./views-windows";

export type PanelView = {
	windows: WindowView[];
	halts: StopView[];
	holds: HoldView[];
	budgets: BudgetView[];
	mayRequest: boolean;
	mayHalt: boolean;
	observedAt: string;
};

/** Windows of the last 30 days and to come, brakes, budgets, and what the reader may do about them. */
export async function readPanel(ctx: Ctx): Promise<PanelView> {
	demandRead(ctx);
	const now = await appNow(ctx.db);
	const accounts = await listAccounts(ctx);
	const handles = new Map(accounts.map(({ id, handle }) => [id, handle]));
	const seen = (await listWindowsSince(ctx.db, addMs(now, -30 * DAY))).filter(
		({ accountIds }) =>
			accountIds.length === 0 || accountIds.some((id) => handles.has(id)),
	);
	const around = await readAround(ctx, seen, { now, handles });
	return {
		windows: seen.map((window) => viewWindow(around, window)),
		halts: await readHalts(ctx, { now, handles }),
		holds: await readHolds(ctx, { now, handles }),
		budgets: await readBudgets(ctx),
		mayRequest:
			personIdOf(ctx.actor) !== null && can(ctx.actor, "window:request"),
		mayHalt: can(ctx.actor, "halt:set"),
		observedAt: now.toISOString(),
	};
}

const known = (ids: readonly (string | null)[]): string[] => [
	...new Set(ids.flatMap((id) => id ?? [])),
];

/** What the windows' views need, each kind read once however many windows there are. */
async function readAround(
	{ db, actor }: Ctx,
	windows: readonly WindowRecord[],
	common: Pick<WindowsAround, "now" | "handles">,
): Promise<WindowsAround> {
	const reader = personIdOf(actor);
	const people = windows.flatMap((window) => [
		window.requestedBy,
		window.handedTo,
		window.reviewedBy,
		...window.grants.map(({ grantedBy }) => grantedBy),
	]);
	const exhausted = await exhaustedBudgets(db, []);
	return {
		...common,
		actor,
		people: await peopleById(db, known(people)),
		posts: await postTitles(db, known(windows.map(({ postId }) => postId))),
		incidents: await incidentNumbers(
			db,
			known(windows.map(({ incidentId }) => incidentId)),
		),
		exhausted: new Set(exhausted.map(({ accountId }) => accountId)),
		duties: await readSeparationOfDuties(db),
		grantor: reader === null ? null : await loadGrantor(db, reader),
	};
}
