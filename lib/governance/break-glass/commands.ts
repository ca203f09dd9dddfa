import { z } from "zod";
import type { AuditEvent } from "@/lib/audit/event";
import {
	type CommandContext,
	command,
	demandPerson,
	readsWithin,
} from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { Reason } from "@/lib/core/reason";
import { addMs, MINUTE } from "@/lib/core/time";
import { demandBudget } from "@/lib/governance/budget/commands";
import { SIGNALS } from "@/lib/governance/model";
import { loadGrantor } from "@/lib/governance/people/store";
import { demandWindow } from "@/lib/governance/windows/access";
import { windowPath } from "@/lib/governance/windows/notify";
import {
	insertSignalGrant,
	insertWindow,
} from "@/lib/governance/windows/store";
import { queueMessage } from "@/lib/notifications/queue";
import { limit } from "@/lib/people/throttle/tries";
import { listApprovers } from "@/lib/people/views";
import {
	isLate,
	leadSinceOf,
	REVIEW_MS,
	REVIEW_REFUSALS,
	refuseReview,
} from "./review";
import {
	findGlassPost,
	findOpenIncident,
	isReviewDue,
	saveReview,
} from "./store";

const BreakGlass = z.object({
	accountId: z.uuid(),
	/** The only post that may go out; without it any of the account. */
	postId: z.uuid().nullable().default(null),
	incidentNumber: z.number().int().positive(),
	reason: Reason,
	minutes: z
		.number()
		.int()
		.min(1, "at least 1 minute")
		.max(30, "at most 30 minutes")
		.default(30),
});

/**
 * One owner or compliance lead opens a window alone, all grants theirs, for one post or account (AC-G9). It waives
 * the separation of duties and nothing else: the veto, approvals, halts and holds stand. Everyone is told.
 */
export const breakGlass = command({
	permission: "glass:break",
	before: limit("glass"),
	input: BreakGlass,
	scope: (_, { accountId }) => ({ account: accountId }),
	run: async (context, input) => {
		const { tx, now } = context;
		const requestedBy = demandPerson(context);
		const { accountId, reason, postId } = input;
		const incidentId = await findOpenIncident(
			tx,
			input.incidentNumber,
			accountId,
		);
		if (!incidentId)
			throw new AppError(
				"bad_input",
				`there is no open incident #${input.incidentNumber} of this account: open one first`,
			);
		const post = postId ? await findGlassPost(tx, postId) : null;
		if (postId && post?.accountId !== accountId)
			throw new AppError("bad_input", "this account has no such post");
		if (!post?.recovery) await demandBudget(tx, [accountId]);
		if (await isReviewDue(tx, requestedBy, accountId))
			throw new AppError(
				"refused",
				"you broke this glass before and nobody has reviewed that yet: somebody else reviews it, or breaks it",
			);
		const closesAt = addMs(now, input.minutes * MINUTE);
		const after = {
			kind: "break_glass" as const,
			accountIds: [accountId],
			postId,
			incidentId,
			reason,
			postCap: null,
			opensAt: now,
			closesAt,
		};
		const windowId = await insertWindow(tx, {
			...after,
			requestedBy,
			requestedAt: now,
		});
		for (const signal of SIGNALS)
			await insertSignalGrant(tx, {
				windowId,
				signal,
				grantedBy: requestedBy,
				grantedAt: now,
			});
		await notifyEveryone(context, { ...input, windowId, closesAt });
		const opened: AuditEvent = {
			action: "glass.break",
			subject: { type: "window", id: windowId },
			accountId,
			reason,
			after,
		};
		return {
			value: {
				windowId,
				closesAt: closesAt.toISOString(),
				reviewBy: addMs(now, REVIEW_MS).toISOString(),
			},
			audit: [opened],
		};
	},
});

async function notifyEveryone(
	context: CommandContext,
	glass: {
		windowId: string;
		reason: string;
		incidentNumber: number;
		closesAt: Date;
	},
): Promise<void> {
	const { tx, actor, now } = context;
	const approvers = await listApprovers(readsWithin(context));
	await queueMessage(tx, {
		dedupeKey: `glass.break:${glass.windowId}`,
		kind: "glass.break",
		text: `BREAK-GLASS: ${actor.name} opened live publishing alone until ${glass.closesAt.toISOString()} for incident #${glass.incidentNumber}: ${glass.reason}. To all approvers: ${approvers.join(", ")}. Somebody else reviews it within 24 hours.\n${windowPath(glass.windowId)}`,
		now,
	});
}

/** Somebody other than who broke the glass says what they found. Throws `refused` to that person and while it is open, `conflict` the second time. */
export const reviewGlass = command({
	permission: "glass:review",
	input: z.object({ windowId: z.uuid(), note: Reason }),
	scope: async ({ tx }, { windowId }) => ({
		account: (await demandWindow(tx, windowId)).accountIds[0] ?? "",
	}),
	run: async (context, { windowId, note }) => {
		const { tx, now } = context;
		const reviewedBy = demandPerson(context);
		const window = await demandWindow(tx, windowId);
		if (window.kind !== "break_glass")
			throw new AppError(
				"bad_input",
				"this window was not opened by break-glass",
			);
		const why = refuseReview(window, {
			now,
			reader: reviewedBy,
			permitted: true,
			leadSince: leadSinceOf(
				await loadGrantor(tx, reviewedBy),
				window.accountIds,
			),
		});
		if (why)
			throw new AppError(
				why === "reviewed" ? "conflict" : "refused",
				REVIEW_REFUSALS[why],
			);
		await saveReview(tx, windowId, {
			reviewedBy,
			reviewedAt: now,
			reviewNote: note,
		});
		return {
			value: { reviewedAt: now.toISOString() },
			audit: [
				{
					action: "glass.review",
					subject: { type: "window", id: windowId },
					accountId: window.accountIds[0] ?? null,
					reason: note,
					facts: { late: isLate(window, now) },
				},
			],
		};
	},
});
