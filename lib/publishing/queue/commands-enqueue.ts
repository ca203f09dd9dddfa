import { z } from "zod";
import { readAutoCleanSince } from "@/lib/accounts/policy/facts";
import type { AuditEvent } from "@/lib/audit/event";
import { command, type Outcome } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { addMs } from "@/lib/core/time";
import { approvalValidUntil } from "@/lib/publishing/approval/decide";
import { insertApproval } from "@/lib/publishing/approval/store";
import { moderationHold } from "@/lib/publishing/post/held-reasons";
import {
	AltText,
	Caption,
	Flags,
	type PostState,
	Sha256,
	SLOT_TOLERANCE_MS,
} from "@/lib/publishing/post/model";
import { sealPost } from "@/lib/publishing/post/payload";
import {
	insertPost,
	loadPostAccount,
	NO_JSON,
	toJson,
} from "@/lib/publishing/post/store";
import { readQuarantine } from "@/lib/publishing/quarantine/check";
import {
	describeQuarantine,
	type QuarantineFacts,
} from "@/lib/publishing/quarantine/decide";

const EnqueuePost = z.object({
	runId: z.uuid().nullable(),
	accountId: z.uuid(),
	slotAt: z.date(),
	title: z.string().trim().min(1).max(300),
	caption: Caption,
	altText: AltText,
	flags: Flags,
	/** One picture: the only format so far. */
	mediaSha256: z.array(Sha256).length(1),
	picture: z.unknown(),
	templateVersion: z.string().min(1),
	topic: z.string().min(1),
	policyVersion: z.string().min(1),
	moderation: z.enum(["pass", "hold"]),
	moderationNotes: z.unknown(),
	/** A post that makes up for a lost one: the error budget does not stop it. */
	recovery: z.boolean().default(false),
});

export type Enqueued = { postId: string; state: PostState; digest: string };

/**
 * Puts a finished post into its slot: queued when moderation passed it, else held; a post whose picture is
 * quarantined is kept as quarantined, so that people see what the pipeline made again. Where the account's
 * policy is auto-clean, a passed post is approved by the policy's version (R5). Throws `conflict` for a taken slot.
 */
export const enqueuePost = command({
	permission: "run:advance",
	input: EnqueuePost,
	scope: (_, { accountId }) => ({ account: accountId }),
	run: async ({ tx, now }, input): Promise<Outcome<Enqueued>> => {
		const account = await loadPostAccount(tx, input.accountId);
		const expiresAt = addMs(input.slotAt, SLOT_TOLERANCE_MS);
		if (expiresAt <= now)
			throw new AppError("bad_input", "the slot is more than 6 hours past");
		const id = newId();
		const { payload, digest } = sealPost(input, account);
		const passed = input.moderation === "pass";
		const quarantine = await readQuarantine(tx, input.mediaSha256);
		const start = startOf(passed, quarantine, now);
		const { state } = start;
		const { picture, moderationNotes, ...columns } = input;
		await insertPost(tx, {
			...columns,
			...start,
			id,
			digest,
			expiresAt,
			createdAt: now,
			picture: toJson(picture ?? {}),
			moderationNotes: toJson(moderationNotes ?? []),
		});
		const post = { id, accountId: account.id };
		const enqueued: AuditEvent = {
			action: "post.enqueue",
			subject: { type: "post", id },
			accountId: account.id,
			after: { state, digest, slotAt: input.slotAt, runId: input.runId },
		};
		const value = { postId: id, state, digest } as const;
		const since = await readAutoCleanSince(tx, account.id);
		if (state !== "queued" || since === null || since > now)
			return { value, audit: [enqueued] };
		const { policyVersion } = input;
		await insertApproval(tx, {
			postId: id,
			verdict: "approved",
			kind: "policy",
			decidedBy: policyVersion,
			decidedByName: `auto-clean by ${policyVersion}`,
			decidedAt: now,
			digest,
			payload,
			policyVersion,
			validUntil: approvalValidUntil(input.slotAt),
			reason: null,
		});
		return { value, audit: [enqueued, policyApproval(post, digest)] };
	},
});

function startOf(passed: boolean, { standing }: QuarantineFacts, now: Date) {
	if (standing)
		return {
			state: "quarantined",
			heldWhy: NO_JSON,
			fault: describeQuarantine(standing),
			finishedAt: now,
		} as const;
	return passed
		? ({ state: "queued", heldWhy: NO_JSON } as const)
		: ({ state: "held", heldWhy: [moderationHold()] } as const);
}

const policyApproval = (
	post: { id: string; accountId: string },
	digest: string,
): AuditEvent => ({
	action: "post.approve",
	subject: { type: "post", id: post.id },
	accountId: post.accountId,
	after: { digest, by: "policy" },
});
