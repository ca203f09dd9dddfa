import { z } from "zod";
import { REQUEST_LIFE_MS } from "@/lib/accounts/policy/model";
import type { AuditEvent } from "@/lib/audit/event";
import {
	type CommandContext,
	command,
	demandPerson,
	type Outcome,
} from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { Reason } from "@/lib/core/reason";
import { addMs } from "@/lib/core/time";
import { readSeparationOfDuties } from "@/lib/db/separation-of-duties";
import { HOLD_END_REFUSALS, refuseHoldEnd } from "./hold-end";
import {
	decideHoldEnd,
	findOpenHoldEnd,
	insertHoldEnd,
	loadHold,
	loadHoldEndPerson,
	lockHoldEnd,
	shortenHold,
} from "./store-hold-end";

const scopeOf = (accountId: string | null) =>
	accountId === null ? ("all" as const) : { account: accountId };

const scopeOfRequest = async (
	{ tx }: CommandContext,
	{ requestId }: { requestId: string },
) => {
	const { holdId } = await lockHoldEnd(tx, requestId);
	return scopeOf((await loadHold(tx, holdId)).accountId);
};

const eventOf = (
	action: AuditEvent["action"],
	hold: { id: string; accountId: string | null },
	more: Partial<AuditEvent>,
): AuditEvent => ({
	action,
	subject: { type: "hold", id: hold.id },
	accountId: hold.accountId,
	...more,
});

/** Asks to end a policy hold sooner, at once unless said otherwise; it holds on until a second person confirms (AC-G8). */
export const requestHoldEnd = command({
	permission: "hold:shorten",
	input: z.object({
		holdId: z.uuid(),
		endsAt: z.coerce.date().optional(),
		reason: Reason,
	}),
	scope: async ({ tx }, { holdId }) =>
		scopeOf((await loadHold(tx, holdId)).accountId),
	run: async (context, { holdId, reason, ...input }) => {
		const { tx, now } = context;
		const requestedBy = demandPerson(context);
		const hold = await loadHold(tx, holdId);
		const endsAt = input.endsAt && input.endsAt > now ? input.endsAt : now;
		if (endsAt >= hold.endsAt)
			throw new AppError(
				"bad_input",
				"the hold ends before that by itself: a hold is only extended by a new one",
			);
		const audit: AuditEvent[] = [];
		const open = await findOpenHoldEnd(tx, holdId);
		if (open && now < addMs(open.requestedAt, REQUEST_LIFE_MS))
			throw new AppError("conflict", "somebody asked for it already");
		if (open) {
			const end = { verdict: "withdrawn", decidedBy: requestedBy } as const;
			await decideHoldEnd(tx, open.id, { ...end, decidedAt: now });
			audit.push(
				eventOf("hold.decline-end", hold, { facts: { lapsed: open.id } }),
			);
		}
		const requestId = await insertHoldEnd(tx, {
			holdId,
			endsAt,
			reason,
			requestedBy,
			requestedAt: now,
		});
		const asked = eventOf("hold.request-end", hold, {
			reason,
			before: { endsAt: hold.endsAt },
			after: { requestId, endsAt },
		});
		return {
			value: { requestId, endsAt: endsAt.toISOString() },
			audit: [asked, ...audit],
		};
	},
});

const RequestId = z.object({ requestId: z.uuid() });

/** The second person. Throws `refused` to the first, and where neither is a compliance lead. */
export const confirmHoldEnd = command({
	permission: "hold:shorten",
	input: RequestId,
	scope: scopeOfRequest,
	run: async (context, { requestId }): Promise<Outcome<{ endsAt: string }>> => {
		const { tx, now } = context;
		const decidedBy = demandPerson(context);
		const request = await lockHoldEnd(tx, requestId);
		const hold = await loadHold(tx, request.holdId);
		const { accountId } = hold;
		const { requestedAt, requestedBy, endsAt } = request;
		const at = { accountId, requestedAt };
		const why = refuseHoldEnd(
			{
				request,
				hold,
				requester: await loadHoldEndPerson(tx, requestedBy, at),
				confirmer: await loadHoldEndPerson(tx, decidedBy, at),
				duties: await readSeparationOfDuties(tx),
			},
			now,
		);
		if (why) throw new AppError("refused", HOLD_END_REFUSALS[why]);
		const verdict = "confirmed" as const;
		await decideHoldEnd(tx, requestId, { verdict, decidedBy, decidedAt: now });
		await shortenHold(tx, hold.id, endsAt);
		return {
			value: { endsAt: endsAt.toISOString() },
			audit: [
				eventOf("hold.confirm-end", hold, {
					before: { endsAt: hold.endsAt },
					after: { requestId, endsAt },
				}),
			],
		};
	},
});

/** Declines a request to shorten a hold, or takes one's own back. */
export const declineHoldEnd = command({
	permission: "hold:shorten",
	input: RequestId,
	scope: scopeOfRequest,
	run: async (context, { requestId }) => {
		const { tx, now } = context;
		const decidedBy = demandPerson(context);
		const { holdId, requestedBy } = await lockHoldEnd(tx, requestId);
		const hold = await loadHold(tx, holdId);
		const verdict = requestedBy === decidedBy ? "withdrawn" : "declined";
		await decideHoldEnd(tx, requestId, { verdict, decidedBy, decidedAt: now });
		return {
			value: { verdict },
			audit: [
				eventOf("hold.decline-end", hold, { after: { requestId, verdict } }),
			],
		};
	},
});
