import { personIdOf } from "@/lib/auth/actor";
import { whyNot } from "@/lib/auth/who-may";
import type { Ctx } from "@/lib/command";
import { appNow } from "@/lib/db/clock";
import { readSeparationOfDuties } from "@/lib/db/separation-of-duties";
import { CONFIRM_REFUSALS, lapsesAt, refuseConfirm } from "./auto-clean";
import type { AutoCleanView } from "./model";
import { listOpenRequests, listSwitches, loadPolicyPerson } from "./store";

const LOST =
	"one of the two who switched it on no longer holds the role: switch it off, then ask anew";

type Request = Awaited<ReturnType<typeof listOpenRequests>>[number];

/** Auto-clean on each of these accounts, as the reader sees it. */
export async function readAutoClean(
	ctx: Ctx,
	accountIds: readonly string[],
): Promise<(accountId: string) => AutoCleanView> {
	const switches = await listSwitches(ctx.db, accountIds);
	const requests = await viewRequests(
		ctx,
		await listOpenRequests(ctx.db, accountIds),
	);
	return (accountId) => {
		const scope = { account: accountId };
		const on = switches.find((each) => each.accountId === accountId);
		return {
			on: on
				? {
						at: on.since.toISOString(),
						requestedBy: on.requestedBy,
						confirmedBy: on.confirmedBy,
						reason: on.reason,
						void: on.counts ? null : LOST,
					}
				: null,
			request: requests.get(accountId) ?? null,
			askRefusal: whyNot(ctx.actor, "policy:set", scope),
			tightenRefusal: whyNot(ctx.actor, "policy:tighten", scope),
		};
	};
}

/** Those that still wait; a lapsed one is no request. */
async function viewRequests(
	ctx: Ctx,
	open: readonly Request[],
): Promise<Map<string, NonNullable<AutoCleanView["request"]>>> {
	const views = new Map<string, NonNullable<AutoCleanView["request"]>>();
	if (open.length === 0) return views;
	const now = await appNow(ctx.db);
	for (const request of open)
		if (now < lapsesAt(request.requestedAt))
			views.set(request.accountId, await viewRequest(ctx, request, now));
	return views;
}

async function viewRequest(
	ctx: Ctx,
	request: Request,
	now: Date,
): Promise<NonNullable<AutoCleanView["request"]>> {
	const { accountId, requestedBy, requestedAt } = request;
	const reader = personIdOf(ctx.actor);
	const requester = await loadPolicyPerson(ctx.db, requestedBy, accountId);
	return {
		id: request.id,
		by: requester.name,
		at: requestedAt.toISOString(),
		lapsesAt: lapsesAt(requestedAt).toISOString(),
		reason: request.reason,
		isOwn: reader === requestedBy,
		confirmRefusal:
			whyNot(ctx.actor, "policy:set", { account: accountId }) ??
			(reader && (await refusalOf(ctx, { request, requester, reader }, now))),
	};
}

async function refusalOf(
	{ db }: Ctx,
	asked: {
		request: Request;
		requester: Awaited<ReturnType<typeof loadPolicyPerson>>;
		reader: string;
	},
	now: Date,
): Promise<string | null> {
	const { request, requester, reader } = asked;
	const confirmer = await loadPolicyPerson(db, reader, request.accountId);
	const duties = await readSeparationOfDuties(db);
	const why = refuseConfirm({ request, requester, confirmer, duties }, now);
	return why && CONFIRM_REFUSALS[why];
}
