import { listAccounts } from "@/lib/accounts/views";
import { can, personIdOf } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/command";
import { addDays, dayBounds, localDay } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import {
	type GlassChoices,
	readGlassChoices,
} from "@/lib/governance/break-glass/views";
import type { Grantors } from "@/lib/governance/windows/grantors";
import { readGrantors } from "@/lib/governance/windows/views-grantors";
import { type PanelView, readPanel } from "./views";
import { type Explanation, explainGate } from "./views-mode";

export type AccountPageView = {
	id: string;
	handle: string;
	zone: string;
	/** What the gate would answer for an approved post due now. */
	explanation: Explanation;
	/** Yesterday and the six days after it, in the account's zone. */
	days: DayBounds[];
	mayRequest: boolean;
	mayHold: boolean;
};

/** A local day, `[startsAt, endsAt)`: 23, 24 or 25 hours. */
export type DayBounds = { day: string; startsAt: string; endsAt: string };

export type GovernanceView = {
	accounts: AccountPageView[];
	panel: PanelView;
	/** Who could grant in a window that the reader requests: by account id, and "all" for several. */
	grantors: Record<string, Grantors>;
	glass: GlassChoices;
	mayRequestAll: boolean;
	mayHoldAll: boolean;
};

const DAYS_SHOWN = 7;

function daysAround(now: Date, zone: string): DayBounds[] {
	const yesterday = addDays(localDay(now, zone), -1);
	return Array.from({ length: DAYS_SHOWN }, (_, index) => {
		const day = addDays(yesterday, index);
		const { start, end } = dayBounds(day, zone);
		return { day, startsAt: start.toISOString(), endsAt: end.toISOString() };
	});
}

/** Everything that the governance page shows. */
export async function readGovernance(ctx: Ctx): Promise<GovernanceView> {
	const panel = await readPanel(ctx);
	const now = await appNow(ctx.db);
	const accounts: AccountPageView[] = [];
	for (const { id, handle, timeZone } of await listAccounts(ctx))
		accounts.push({
			id,
			handle,
			zone: timeZone,
			explanation: await explainGate(ctx, { accountId: id }),
			days: daysAround(now, timeZone),
			mayRequest: can(ctx.actor, "window:request", { account: id }),
			mayHold: can(ctx.actor, "hold:set", { account: id }),
		});
	return {
		accounts,
		panel,
		grantors: await grantorsFor(ctx, accounts, now),
		glass: await readGlassChoices(ctx, accounts),
		mayRequestAll: can(ctx.actor, "window:request", "all"),
		mayHoldAll: can(ctx.actor, "hold:set", "all"),
	};
}

async function grantorsFor(
	ctx: Ctx,
	accounts: readonly AccountPageView[],
	now: Date,
): Promise<Record<string, Grantors>> {
	const requester = personIdOf(ctx.actor);
	if (requester === null) return {};
	const scopes = [null, ...accounts.map(({ id }) => id)];
	const grantors = await readGrantors(ctx, { requester, scopes, now });
	return Object.fromEntries(
		[...grantors].map(([scope, could]) => [scope ?? "all", could]),
	);
}
