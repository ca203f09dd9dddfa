import type { AccountView } from "@/lib/accounts/model";
import { listAccounts } from "@/lib/accounts/views";
import { whyNot } from "@/lib/auth/who-may";
import type { Ctx } from "@/lib/command";
import { appNow } from "@/lib/db/clock";
import type {
	IncidentDetail,
	IncidentFilter,
	IncidentView,
} from "@/lib/incidents/model";
import { isIncidentOpen, matches } from "@/lib/incidents/model";
import { listIncidents, listPossibleOwners, readIncident } from "./views";

type Owner = { id: string; name: string };

export type IncidentList = {
	incidents: IncidentView[];
	/** How many match each state of the filter, whatever is chosen. */
	open: number;
	all: number;
	accounts: { id: string; handle: string; zone: string }[];
	owners: Owner[];
	/** Null where the reader may open one; else why not. */
	refusal: string | null;
	observedAt: string;
};

const toAccount = ({ id, handle, timeZone }: AccountView) => ({
	id,
	handle,
	zone: timeZone,
});

/** The incidents of an account and of all accounts, the worst first, and what the reader may do. */
export async function readIncidentList(
	ctx: Ctx,
	filter: IncidentFilter,
): Promise<IncidentList> {
	const accounts = await listAccounts(ctx);
	const known = accounts.some(({ id }) => id === filter.account);
	const all = await listIncidents(
		ctx,
		known && filter.account ? { accountId: filter.account } : {},
	);
	return {
		incidents: all.filter((incident) => matches(incident, filter)),
		open: all.filter(({ state }) => isIncidentOpen(state)).length,
		all: all.length,
		accounts: accounts.map(toAccount),
		owners: await listPossibleOwners(ctx, null),
		refusal: whyNot(ctx.actor, "incident:manage", "any"),
		observedAt: (await appNow(ctx.db)).toISOString(),
	};
}

export type IncidentPageView = IncidentDetail & {
	/** Null when it concerns every account. */
	handle: string | null;
	/** The account's zone, where it has one. */
	zone: string | null;
	owners: Owner[];
	/** Null where the reader may work on it; else why not. */
	refusal: string | null;
};

/** One incident by its number, with who could own it and what the reader may do. Throws `not_found`. */
export async function readIncidentPage(
	ctx: Ctx,
	number: number,
): Promise<IncidentPageView> {
	const incident = await readIncident(ctx, number);
	const { accountId } = incident;
	const accounts = await listAccounts(ctx);
	const account = accounts.find(({ id }) => id === accountId);
	return {
		...incident,
		handle: account?.handle ?? null,
		zone: account?.timeZone ?? null,
		owners: await listPossibleOwners(ctx, accountId),
		refusal: whyNot(
			ctx.actor,
			"incident:manage",
			accountId === null ? "any" : { account: accountId },
		),
	};
}
