import type { AuditEvent } from "@/lib/audit/event";
import type { CommandContext } from "@/lib/command";
import { queueMessage } from "@/lib/notifications/queue";

type PolicyAction = Extract<AuditEvent["action"], `policy.${string}`>;

export const policyEvent = (
	action: PolicyAction,
	accountId: string,
	said: Pick<AuditEvent, "reason" | "before" | "after" | "facts">,
): AuditEvent => ({
	action,
	subject: { type: "account", id: accountId },
	accountId,
	...said,
});

/** Who approves is everybody's business: the team's channel hears of every change. */
export const notifyTeam = (
	{ tx, now }: CommandContext,
	key: string,
	text: string,
): Promise<boolean> =>
	queueMessage(tx, { dedupeKey: `policy.${key}`, kind: "policy", text, now });
