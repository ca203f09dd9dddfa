import { z } from "zod";
import { changeAccount, loadAccountRow } from "@/lib/accounts/store";
import type { AuditEvent } from "@/lib/audit/event";
import {
	type CommandContext,
	command,
	demandPerson,
	type Outcome,
} from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { Reason } from "@/lib/core/reason";
import { readSeparationOfDuties } from "@/lib/db/separation-of-duties";
import { notifyTeam, policyEvent } from "./acts";
import { CONFIRM_REFUSALS, lapsesAt, refuseConfirm } from "./auto-clean";
import {
	accountOfRequest,
	decideRequest,
	insertRequest,
	loadPolicyPerson,
	lockOpenRequest,
	lockRequest,
} from "./store";

const OnRequest = z.object({
	requestId: z.uuid(),
	reason: Reason.optional(),
});

const scopeOfRequest = async (
	{ tx }: CommandContext,
	{ requestId }: { requestId: string },
) => ({ account: await accountOfRequest(tx, requestId) });

/** A lapsed request makes room for the next; throws `conflict` where one still waits. */
async function makeRoom(
	{ tx, now }: CommandContext,
	accountId: string,
	personId: string,
): Promise<AuditEvent[]> {
	const open = await lockOpenRequest(tx, accountId);
	if (!open) return [];
	if (now < lapsesAt(open.requestedAt))
		throw new AppError(
			"conflict",
			"auto-clean is asked for already: confirm or decline that request",
		);
	await decideRequest(tx, open.id, {
		verdict: "withdrawn",
		decidedBy: personId,
		decidedAt: now,
	});
	const after = { requestId: open.id, verdict: "withdrawn", lapsed: true };
	return [policyEvent("policy.decline", accountId, { after })];
}

/** Asks for auto-clean on an account: nothing changes until a second person confirms. Throws `conflict` where it is on or asked for. */
export const requestAutoClean = command({
	permission: "policy:set",
	input: z.object({ accountId: z.uuid(), reason: Reason }),
	scope: (_, { accountId }) => ({ account: accountId }),
	run: async (
		context,
		{ accountId, reason },
	): Promise<Outcome<{ requestId: string; lapsesAt: string }>> => {
		const { tx, now } = context;
		const requestedBy = demandPerson(context);
		const account = await loadAccountRow(tx, accountId);
		if (account.policy === "auto_clean")
			throw new AppError(
				"conflict",
				"auto-clean is on already: switch it off before you ask anew",
			);
		const room = await makeRoom(context, accountId, requestedBy);
		const request = { id: newId(), accountId, reason, requestedBy };
		await insertRequest(tx, { ...request, requestedAt: now });
		await notifyTeam(
			context,
			`request:${request.id}`,
			`${context.actor.name} asks for auto-clean on @${account.handle}: ${reason}. Another person confirms or declines within 24 hours; it takes an owner and a compliance lead.`,
		);
		const asked = policyEvent("policy.request", accountId, {
			reason,
			after: { requestId: request.id },
		});
		return {
			value: {
				requestId: request.id,
				lapsesAt: lapsesAt(now).toISOString(),
			},
			audit: [asked, ...room],
		};
	},
});

/** The second person switches auto-clean on, for posts enqueued from now on (R5). Throws `refused` with the sentence that says why not. */
export const confirmAutoClean = command({
	permission: "policy:set",
	input: OnRequest,
	scope: scopeOfRequest,
	run: async (context, { requestId, reason }) => {
		const { tx, now } = context;
		const decidedBy = demandPerson(context);
		const request = await lockRequest(tx, requestId);
		const { accountId, requestedBy } = request;
		const requester = await loadPolicyPerson(tx, requestedBy, accountId);
		const confirmer = await loadPolicyPerson(tx, decidedBy, accountId);
		const duties = await readSeparationOfDuties(tx);
		const why = refuseConfirm({ request, requester, confirmer, duties }, now);
		if (why)
			throw new AppError(
				why === "decided" ? "conflict" : "refused",
				CONFIRM_REFUSALS[why],
				{ why },
			);
		const decision = {
			verdict: "confirmed",
			decidedBy,
			decidedAt: now,
		} as const;
		await decideRequest(tx, requestId, decision);
		const on = { policy: "auto_clean", policyRequestId: requestId } as const;
		await changeAccount(tx, { id: accountId, policy: "human" }, on);
		const { handle } = await loadAccountRow(tx, accountId);
		await notifyTeam(
			context,
			`confirm:${requestId}`,
			`Auto-clean is on for @${handle}: ${requester.name} asked, ${confirmer.name} confirmed. Posts that pass moderation go out without a person looking at each.`,
		);
		return {
			value: { accountId, requestId },
			audit: [
				policyEvent("policy.confirm", accountId, {
					reason: reason ?? null,
					before: { policy: "human" },
					after: on,
					facts: { requestedBy, duties },
				}),
			],
		};
	},
});

/** Ends a request without switching anything on: withdrawn by whoever asked, declined by anybody else who may. */
export const declineAutoClean = command({
	permission: "policy:tighten",
	input: OnRequest,
	scope: scopeOfRequest,
	run: async (context, { requestId, reason }) => {
		const decidedBy = demandPerson(context);
		const request = await lockRequest(context.tx, requestId);
		const own = request.requestedBy === decidedBy;
		const verdict = own ? ("withdrawn" as const) : ("declined" as const);
		const decision = { verdict, decidedBy, decidedAt: context.now };
		await decideRequest(context.tx, requestId, decision);
		return {
			value: { requestId, verdict },
			audit: [
				policyEvent("policy.decline", request.accountId, {
					reason: reason ?? null,
					after: { requestId, verdict },
				}),
			],
		};
	},
});
