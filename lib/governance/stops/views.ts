import { REQUEST_LIFE_MS } from "@/lib/accounts/policy/model";
import { can, personIdOf } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/command";
import { addMs } from "@/lib/core/time";
import { readSeparationOfDuties } from "@/lib/db/separation-of-duties";
import { peopleById } from "@/lib/governance/people/store";
import { HOLD_END_REFUSALS, refuseHoldEnd } from "./hold-end";
import { type HoldRecord, listHoldsAfter, listStandingHalts } from "./store";
import {
	type HoldEndRecord,
	listOpenHoldEnds,
	loadHoldEndPerson,
} from "./store-hold-end";

export type StopView = {
	id: string;
	account: string | null;
	kind: "operational" | "policy";
	reason: string;
	setBy: string;
	setAt: string;
	mayLift: boolean;
};

export type HoldEndView = {
	id: string;
	by: string;
	at: string;
	/** When the hold is to end instead. */
	endsAt: string;
	reason: string;
	/** Unconfirmed until then, it counts for nothing. */
	lapsesAt: string;
	isOwn: boolean;
	/** Null when the reader may confirm it now; else the sentence that says why not. */
	refusal: string | null;
	mayDecline: boolean;
};

export type HoldView = {
	id: string;
	account: string | null;
	reason: string;
	setBy: string;
	startsAt: string;
	endsAt: string;
	/** Somebody asks to end it sooner. */
	request: HoldEndView | null;
	mayRequestEnd: boolean;
};

type AccountLabels = {
	now: Date;
	/** Handles of the accounts that the reader may see. */
	handles: ReadonlyMap<string, string>;
};

const scopeOf = (accountId: string | null) =>
	accountId === null ? ("all" as const) : { account: accountId };

const isSeen =
	({ handles }: AccountLabels) =>
	({ accountId }: { accountId: string | null }): boolean =>
		accountId === null || handles.has(accountId);

const handleOf = (
	{ handles }: AccountLabels,
	id: string | null,
): string | null => (id === null ? null : (handles.get(id) ?? null));

export async function readHalts(
	ctx: Ctx,
	labels: AccountLabels,
): Promise<StopView[]> {
	const halts = await listStandingHalts(ctx.db);
	return halts
		.filter(isSeen(labels))
		.map(({ id, accountId, kind, reason, setByName, setAt }) => ({
			id,
			account: handleOf(labels, accountId),
			kind,
			reason,
			setBy: setByName,
			setAt: setAt.toISOString(),
			mayLift: can(
				ctx.actor,
				kind === "policy" ? "halt:lift-policy" : "halt:lift-operational",
				scopeOf(accountId),
			),
		}));
}

/** Policy holds that are not over, each with the request to end it sooner. */
export async function readHolds(
	ctx: Ctx,
	labels: AccountLabels,
): Promise<HoldView[]> {
	const { now } = labels;
	const holds = (await listHoldsAfter(ctx.db, now)).filter(isSeen(labels));
	const open = await listOpenHoldEnds(
		ctx.db,
		holds.map(({ id }) => id),
	);
	const waiting = new Map(
		open
			.filter(({ requestedAt }) => now < addMs(requestedAt, REQUEST_LIFE_MS))
			.map((request) => [request.holdId, request]),
	);
	const people = await peopleById(ctx.db, [
		...open.map(({ requestedBy }) => requestedBy),
		...holds.flatMap(({ setBy }) => (isPerson(setBy) ? [setBy] : [])),
	]);
	const views: HoldView[] = [];
	for (const hold of holds) {
		const request = waiting.get(hold.id);
		const may =
			personIdOf(ctx.actor) !== null &&
			can(ctx.actor, "hold:shorten", scopeOf(hold.accountId));
		views.push({
			id: hold.id,
			account: handleOf(labels, hold.accountId),
			reason: hold.reason,
			setBy: people.get(hold.setBy)?.name ?? hold.setBy,
			startsAt: hold.startsAt.toISOString(),
			endsAt: hold.endsAt.toISOString(),
			request: request
				? {
						...(await viewRequest(ctx, { hold, request, may, now })),
						by: people.get(request.requestedBy)?.name ?? "unknown",
					}
				: null,
			mayRequestEnd: may && !request,
		});
	}
	return views;
}

// A service set it otherwise: its id is a word.
const isPerson = (id: string): boolean => /^[0-9a-f]{8}-/.test(id);

async function viewRequest(
	ctx: Ctx,
	about: { hold: HoldRecord; request: HoldEndRecord; may: boolean; now: Date },
): Promise<Omit<HoldEndView, "by">> {
	const { hold, request, may, now } = about;
	const { id, requestedBy, requestedAt } = request;
	const reader = personIdOf(ctx.actor);
	const at = { accountId: hold.accountId, requestedAt };
	const why =
		may && reader
			? refuseHoldEnd(
					{
						request,
						hold,
						requester: await loadHoldEndPerson(ctx.db, requestedBy, at),
						confirmer: await loadHoldEndPerson(ctx.db, reader, at),
						duties: await readSeparationOfDuties(ctx.db),
					},
					now,
				)
			: "no_role";
	return {
		id,
		at: requestedAt.toISOString(),
		endsAt: request.endsAt.toISOString(),
		reason: request.reason,
		lapsesAt: addMs(requestedAt, REQUEST_LIFE_MS).toISOString(),
		isOwn: reader === requestedBy,
		refusal: why && HOLD_END_REFUSALS[why],
		mayDecline: may,
	};
}
