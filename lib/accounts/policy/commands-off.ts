import { z } from "zod";
import { changeAccount, loadAccountRow } from "@/lib/accounts/store";
import { command } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { Reason } from "@/lib/core/reason";
import { lockStops } from "@/lib/db/stop-lock";
import { notifyTeam, policyEvent } from "./acts";

/**
 * Gives approval back to people, at once and by one person. What the policy approved and has not been sent
 * counts no more: the gate holds it until a person approves it. Throws `conflict` where it is off.
 */
export const switchAutoCleanOff = command({
	permission: "policy:tighten",
	input: z.object({ accountId: z.uuid(), reason: Reason }),
	scope: (_, { accountId }) => ({ account: accountId }),
	run: async (context, { accountId, reason }) => {
		const { tx, actor } = context;
		await lockStops(tx);
		const { handle, policy, policyRequestId } = await loadAccountRow(
			tx,
			accountId,
		);
		if (policyRequestId === null)
			throw new AppError("conflict", "auto-clean is off already");
		const off = { policy: "human", policyRequestId: null } as const;
		await changeAccount(tx, { id: accountId, policyRequestId }, off);
		await notifyTeam(
			context,
			`off:${policyRequestId}`,
			`${actor.name} switched auto-clean off for @${handle}: ${reason}. Unsent posts that it had approved wait for a person.`,
		);
		return {
			value: { accountId },
			audit: [
				policyEvent("policy.switch-off", accountId, {
					reason,
					before: { policy, policyRequestId },
					after: off,
				}),
			],
		};
	},
});
