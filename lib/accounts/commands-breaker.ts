import { z } from "zod";
import { changeAccount, loadAccountRow } from "@/lib/accounts/store";
import { command, type Scene } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { laterOf } from "@/lib/core/time";

const placeOf = (_: Scene, input: { accountId: string }) => ({
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
	place: placeOf,
	run: async ({ tx, now }, { accountId, until, reason }) => {
		if (until <= now)
			throw new AppError("bad_input", "a breaker opens until a later time");
		const row = await loadAccountRow(tx, accountId);
		const breakerUntil = laterOf(row.breakerUntil ?? until, until);
		await changeAccount(
			tx,
			{ id: accountId, breakerUntil: row.breakerUntil },
			{ breakerUntil, breakerReason: reason },
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

/** Throws `conflict` when no breaker is open. */
export const closeBreaker = command({
	permission: "post:publish",
	input: z.object({ accountId: z.uuid() }),
	place: placeOf,
	run: async ({ tx }, { accountId }) => {
		const row = await loadAccountRow(tx, accountId);
		if (!row.breakerUntil)
			throw new AppError("conflict", "the account's breaker is closed already");
		await changeAccount(
			tx,
			{ id: accountId, breakerUntil: row.breakerUntil },
			{ breakerUntil: null, breakerReason: null },
		);
		return {
			value: { accountId },
			audit: [
				{
					action: "account.breaker-close",
					subject: { type: "account", id: accountId },
					accountId,
					before: {
						breakerUntil: row.breakerUntil,
						breakerReason: row.breakerReason,
					},
				},
			],
		};
	},
});
