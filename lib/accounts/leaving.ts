import { policyEvent } from "@/lib/accounts/policy/acts";
import {
	decideRequest,
	listRequestsOf,
	lockRequest,
} from "@/lib/accounts/policy/store";
import type { AuditEvent } from "@/lib/audit/event";
import { personIdOf } from "@/lib/auth/actor";
import { type CommandContext, type Ctx, demandRead } from "@/lib/command";

export type OwnPolicyRequest = {
	id: string;
	accountId: string;
	reason: string;
};

/** Requests for auto-clean of a person that nobody decided. */
export async function readPolicyRequestsOf(
	ctx: Ctx,
	personId: string,
): Promise<OwnPolicyRequest[]> {
	demandRead(ctx);
	return listRequestsOf(ctx.db, personId);
}

/** They make room for another's: who asked counts no more. */
export async function withdrawPolicyRequests(
	{ tx, now, actor }: CommandContext,
	requests: readonly OwnPolicyRequest[],
	{ personId, reason }: { personId: string; reason: string },
): Promise<AuditEvent[]> {
	const audit: AuditEvent[] = [];
	for (const { id, accountId } of requests) {
		await lockRequest(tx, id);
		const verdict = "withdrawn" as const;
		const decidedBy = personIdOf(actor) ?? personId;
		await decideRequest(tx, id, { verdict, decidedBy, decidedAt: now });
		const after = { requestId: id, verdict };
		audit.push(policyEvent("policy.decline", accountId, { reason, after }));
	}
	return audit;
}
