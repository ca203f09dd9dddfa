import { z } from "zod";
import type { AuditEvent } from "@/lib/audit/event";
import { type CommandContext, command } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { addMs, laterOf, MINUTE } from "@/lib/core/time";
import { isBreakerOpen, isOfToken } from "./calls";
import { changeAccount, loadAccountRow, resumeAttempts } from "./store";

const scopeOf = (_: CommandContext, input: { accountId: string }) => ({
	account: input.accountId,
});

/** Stops calls for an account until a time; an open breaker is only ever prolonged. */
export const openBreaker = command({
	permission: "post:publish",
	input: z.object({
		accountId: z.uuid(),
		until: z.date(),
		reason: z.string().trim().min(1).max(500),
	}),
	scope: scopeOf,
	run: async ({ tx, now }, { accountId, until, reason }) => {
		if (until <= now)
			throw new AppError("bad_input", "a breaker opens until a later time");
		const row = await loadAccountRow(tx, accountId);
		const breakerUntil = laterOf(row.breakerUntil ?? until, until);
		// A token fault behind another stop does not make that stop the token's to end.
		const keepsReason =
			isBreakerOpen(row, now) && isOfToken(reason) && row.breakerReason;
		const breakerReason = keepsReason || reason;
		await changeAccount(
			tx,
			{ id: accountId, breakerUntil: row.breakerUntil },
			{ breakerUntil, breakerReason },
		);
		return {
			value: { accountId, until: breakerUntil.toISOString() },
			audit: [
				{
					action: "account.breaker-open",
					subject: { type: "account", id: accountId },
					accountId,
					reason,
					before: { breakerUntil: row.breakerUntil },
					after: { breakerUntil },
				},
			],
		};
	},
});

/** A token that works ends the stop of calls that a faulty one caused, and no other stop. */
export async function closeTokenBreaker(
	{ tx, now }: Pick<CommandContext, "tx" | "now">,
	accountId: string,
): Promise<AuditEvent[]> {
	const row = await loadAccountRow(tx, accountId);
	const { breakerUntil, breakerReason } = row;
	if (!breakerUntil || !isOfToken(breakerReason)) return [];
	await changeAccount(
		tx,
		{ id: accountId, breakerUntil },
		{ breakerUntil: null, breakerReason: null },
	);
	// Workers that were under way together opened it moments apart.
	const from = laterOf(now, addMs(breakerUntil, -MINUTE));
	const resumed = await resumeAttempts(tx, accountId, {
		from,
		until: breakerUntil,
	});
	return [
		{
			action: "account.breaker-close",
			subject: { type: "account", id: accountId },
			accountId,
			before: { breakerUntil, breakerReason },
			after: { breakerUntil: null, resumed },
		},
	];
}
