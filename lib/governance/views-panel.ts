import { listAccounts } from "@/lib/accounts/views";
import { type Actor, can, type Place, personIdOf } from "@/lib/auth/actor";
import { type Ctx, demandRead } from "@/lib/command";
import { addMs, DAY } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import { GRANT_REFUSALS, refuseGrant } from "@/lib/governance/grant";
import { SIGNALS, type Signal } from "@/lib/governance/model";
import { dutiesEnforced } from "@/lib/governance/store";
import {
	listHoldsAfter,
	listStandingHalts,
} from "@/lib/governance/store-brakes";
import {
	listWindowsSince,
	namesOf,
	roleSince,
	type WindowRecord,
} from "@/lib/governance/store-windows";
import { type WindowStatus, windowStatus } from "@/lib/governance/window";

import { answersFor, windowQuestion } from "@/lib/governance/window-access";

export type GrantView = {
	signal: Signal;
	granted: { by: string; at: string } | null;
	/** Null when the reader could grant it now; else the sentence that says why not. */
	refusal: string | null;
	mayRevoke: boolean;
};

export type WindowView = {
	id: string;
	accounts: string[];
	reason: string;
	opensAt: string;
	closesAt: string;
	/** When somebody ended it early; null when nobody did. */
	closedAt: string | null;
	status: WindowStatus;
	postCap: number | null;
	requestedBy: string;
	requestedAt: string;
	closeReason: string | null;
	grants: GrantView[];
	mayClose: boolean;
	mayWithdraw: boolean;
};

export type BrakeView = {
	id: string;
	account: string | null;
	kind: "operational" | "policy";
	reason: string;
	setBy: string;
	setAt: string;
	mayLift: boolean;
};

export type PanelView = {
	windows: WindowView[];
	halts: BrakeView[];
	holds: {
		id: string;
		account: string | null;
		reason: string;
		startsAt: string;
		endsAt: string;
	}[];
	mayRequest: boolean;
	mayHalt: boolean;
	observedAt: string;
};

const allOf = (
	actor: Actor,
	permission: Parameters<typeof can>[1],
	accountIds: readonly string[],
) => {
	const places: Place[] =
		accountIds.length === 0
			? ["all"]
			: accountIds.map((account) => ({ account }));
	return places.every((place) => can(actor, permission, place));
};

/** Windows of the last 30 days and to come, brakes, and what the reader may do about them. */
export async function readPanel(ctx: Ctx): Promise<PanelView> {
	demandRead(ctx);
	const now = await appNow(ctx.db);
	const accounts = await listAccounts(ctx);
	const handles = new Map(accounts.map(({ id, handle }) => [id, handle]));
	const visible = (ids: readonly string[]) =>
		ids.length === 0 || ids.some((id) => handles.has(id));
	const records = (
		await listWindowsSince(ctx.db, addMs(now, -30 * DAY))
	).filter((window) => visible(window.accountIds));
	const people = await namesOf(
		ctx.db,
		records.flatMap((window) => [
			window.requestedBy,
			...window.grants.map((grant) => grant.grantedBy),
		]),
	);
	const windows: WindowView[] = [];
	for (const record of records)
		windows.push(await viewWindow(ctx, record, { now, handles, people }));
	const seen = ({ accountId }: { accountId: string | null }) =>
		accountId === null || handles.has(accountId);
	const handleOf = (id: string | null) =>
		id === null ? null : (handles.get(id) ?? null);
	return {
		windows,
		halts: (await listStandingHalts(ctx.db))
			.filter(seen)
			.map(({ id, accountId, kind, reason, setByName, setAt }) => ({
				id,
				account: handleOf(accountId),
				kind,
				reason,
				setBy: setByName,
				setAt: setAt.toISOString(),
				mayLift: can(
					ctx.actor,
					kind === "policy" ? "halt:lift-policy" : "halt:lift-operational",
					accountId === null ? "all" : { account: accountId },
				),
			})),
		holds: (await listHoldsAfter(ctx.db, now)).filter(seen).map((hold) => ({
			id: hold.id,
			account: handleOf(hold.accountId),
			reason: hold.reason,
			startsAt: hold.startsAt.toISOString(),
			endsAt: hold.endsAt.toISOString(),
		})),
		mayRequest:
			personIdOf(ctx.actor) !== null && can(ctx.actor, "window:request"),
		mayHalt: can(ctx.actor, "halt:set"),
		observedAt: now.toISOString(),
	};
}

type Around = {
	now: Date;
	handles: ReadonlyMap<string, string>;
	people: ReadonlyMap<string, string>;
};

async function viewWindow(
	ctx: Ctx,
	window: WindowRecord,
	around: Around,
): Promise<WindowView> {
	const { now, handles, people } = around;
	const status = windowStatus(window, now);
	const running = status === "open" || status === "upcoming";
	const mayClose =
		running && allOf(ctx.actor, "window:close", window.accountIds);
	const grants: GrantView[] = [];
	for (const signal of SIGNALS) {
		const grant = window.grants.find(
			(each) => each.signal === signal && each.revokedAt === null,
		);
		grants.push({
			signal,
			granted: grant
				? {
						by: people.get(grant.grantedBy) ?? "unknown",
						at: grant.grantedAt.toISOString(),
					}
				: null,
			refusal: await refusalFor(ctx, window, { signal, now }),
			mayRevoke: mayClose && grant !== undefined,
		});
	}
	return {
		id: window.id,
		accounts: window.accountIds.flatMap((id) => handles.get(id) ?? []),
		reason: window.reason,
		opensAt: window.opensAt.toISOString(),
		closesAt: window.closesAt.toISOString(),
		closedAt: window.closedAt?.toISOString() ?? null,
		status,
		postCap: window.postCap,
		requestedBy: people.get(window.requestedBy) ?? "unknown",
		requestedAt: window.requestedAt.toISOString(),
		closeReason: window.closeReason,
		grants,
		mayClose,
		mayWithdraw: running && answersFor(window, ctx.actor.id),
	};
}

async function refusalFor(
	ctx: Ctx,
	window: WindowRecord,
	{ signal, now }: { signal: Signal; now: Date },
): Promise<string | null> {
	const personId = personIdOf(ctx.actor);
	const permission =
		signal === "ALLOW_AUTONOMOUS_PUBLISH"
			? "grant:autonomous"
			: "grant:approval";
	if (!personId || !allOf(ctx.actor, permission, window.accountIds))
		return GRANT_REFUSALS.no_role;
	const role = signal === "ALLOW_AUTONOMOUS_PUBLISH" ? "owner" : "compliance";
	const grantor = {
		id: personId,
		...(await roleSince(ctx.db, personId, role, window.accountIds)),
	};
	const duties = (await dutiesEnforced(ctx.db)) ? "enforced" : "off";
	const grants = window.grants.filter((grant) => grant.revokedAt === null);
	const asked = await windowQuestion(ctx.db, window);
	const why = refuseGrant(
		{ window: asked, grants, signal, grantor, duties },
		now,
	);
	return why && GRANT_REFUSALS[why];
}
