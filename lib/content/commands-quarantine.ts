import { z } from "zod";
import type { AuditEvent } from "@/lib/audit/event";
import { command, type Outcome } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { isNonEmpty } from "@/lib/core/non-empty";
import { Reason } from "@/lib/core/reason";
import { lockStops } from "@/lib/db/stop-lock";
import {
	endQuarantine,
	insertQuarantine,
	listStandingQuarantines,
} from "./store-quarantine";

const Media = z.array(z.string().regex(/^[0-9a-f]{64}$/, "not a SHA-256"));

/**
 * Quarantines media by their bytes, wherever they are used: the gate stops every post that carries them.
 * Throws `conflict` when all of them are quarantined already.
 */
export const quarantineMedia = command({
	permission: "quarantine:set",
	input: z.object({ accountId: z.uuid(), sha256s: Media, reason: Reason }),
	// Bytes that other accounts use are stopped there too: a brake within reach beats a tidy scope.
	scope: (_, { accountId }) => ({ account: accountId }),
	run: async (context, input): Promise<Outcome<{ sha256s: string[] }>> => {
		const { tx, actor, now } = context;
		const { accountId, reason } = input;
		await lockStops(tx);
		const standing = await listStandingQuarantines(tx, input.sha256s);
		const bad = new Set(standing.map(({ sha256 }) => sha256));
		const sha256s = input.sha256s.filter((sha256) => !bad.has(sha256));
		const audit: AuditEvent[] = [];
		for (const sha256 of sha256s) {
			const by = { setBy: actor.id, setByName: actor.name, setAt: now };
			const id = await insertQuarantine(tx, { sha256, reason, ...by });
			const subject = { type: "media", id: sha256 };
			const after = { quarantineId: id };
			audit.push({
				action: "asset.quarantine",
				subject,
				accountId,
				reason,
				after,
			});
		}
		if (isNonEmpty(audit)) return { value: { sha256s }, audit };
		const first = standing[0];
		throw new AppError(
			"conflict",
			first
				? `this picture is quarantined already, by ${first.setByName}: ${first.reason}`
				: "there is no picture to quarantine",
		);
	},
});

/** Ends the quarantines that stand on these media. Throws `conflict` when none does. */
export const releaseMedia = command({
	permission: "quarantine:lift",
	input: z.object({
		/** Every account that uses them: lifting keeps its scope. */
		accountIds: z.array(z.uuid()).min(1),
		sha256s: Media,
		reason: Reason,
	}),
	scope: (_, { accountIds }) => accountIds.map((account) => ({ account })),
	run: async (context, input): Promise<Outcome<{ sha256s: string[] }>> => {
		const { tx, actor, now } = context;
		const { reason: liftedReason } = input;
		const standing = await listStandingQuarantines(tx, input.sha256s);
		const end = { liftedBy: actor.id, liftedReason, liftedAt: now };
		for (const { id } of standing)
			if (!(await endQuarantine(tx, id, end)))
				throw new AppError("conflict", "this quarantine is already lifted");
		const audit = standing.map(
			({ id, sha256, setAt }): AuditEvent => ({
				action: "asset.release-quarantine",
				subject: { type: "media", id: sha256 },
				accountId: input.accountIds[0] ?? null,
				reason: liftedReason,
				before: { quarantineId: id, setAt },
			}),
		);
		if (!isNonEmpty(audit))
			throw new AppError("conflict", "this picture is not quarantined");
		return { value: { sha256s: standing.map((row) => row.sha256) }, audit };
	},
});
