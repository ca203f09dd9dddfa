import { type Ctx, demandRead } from "@/lib/command";
import type { AssetView } from "@/lib/content/model";
import { listAssets } from "@/lib/content/views";
import type { Json } from "@/lib/core/canonical-json";
import { toCanonical } from "@/lib/core/canonical-json";
import { appNow } from "@/lib/db/clock";
import type { DecisionView } from "@/lib/governance/decisions/model";
import { readDecisionsOfPost } from "@/lib/governance/decisions/views";
import {
	type Difference,
	differencesSince,
} from "@/lib/publishing/approval/status";
import {
	listEdits,
	readApprovalStatuses,
} from "@/lib/publishing/approval/store";
import { findOpenIntent } from "@/lib/publishing/attempts/store";
import { type Payload, sealPost } from "@/lib/publishing/post/payload";
import { loadPost } from "@/lib/publishing/post/store";
import { type PostView, toPostView } from "./views";
import { type AttemptView, listAttempts } from "./views-attempts";

export type PostDetail = PostView & {
	/** Exactly what would be sent now. */
	payload: Payload;
	picture: Json;
	moderationNotes: Json;
	approvals: {
		verdict: "approved" | "rejected";
		kind: "human" | "policy";
		byName: string;
		decidedAt: string;
		digest: string;
		reason: string | null;
		/** What changed since; empty while the decision is about the post as it stands. */
		differences: Difference[];
	}[];
	edits: { editedBy: string; at: string; before: Json; after: Json }[];
	provenance: AssetView[];
	/** What the gate answered about it, newest first. */
	decisions: Pick<
		DecisionView,
		"id" | "at" | "phase" | "mode" | "duties" | "reasons" | "sentence"
	>[];
	attempts: AttemptView[];
	/** A call whose outcome is not known, and what was seen since. */
	doubt: {
		committedAt: string;
		containerId: string;
		nextLookAt: string | null;
		looks: Json;
	} | null;
};

/** Everything about one post. Throws `not_found`. */
export async function readPost(ctx: Ctx, id: string): Promise<PostDetail> {
	const { db } = ctx;
	const post = await loadPost(db, id);
	demandRead(ctx, { account: post.accountId });
	const now = await appNow(db);
	const standing = (await readApprovalStatuses(db, post.accountId, [post]))(id);
	const intent = await findOpenIntent(db, id);
	const decisions = await readDecisionsOfPost(ctx, id);
	const edits = await listEdits(db, id);
	return {
		...toPostView(post, standing, now),
		payload: sealPost(post, post.account).payload,
		picture: toCanonical(post.picture),
		moderationNotes: toCanonical(post.moderationNotes),
		approvals: standing.rows.map((row) => ({
			verdict: row.verdict,
			kind: row.kind,
			byName: row.decidedByName,
			decidedAt: row.decidedAt.toISOString(),
			digest: row.digest,
			reason: row.reason,
			differences: differencesSince(row, post),
		})),
		edits: edits.map(({ id: _, at, ...edit }) => ({
			...edit,
			at: at.toISOString(),
		})),
		provenance: await listAssets(ctx, { postId: id, runId: post.runId }),
		decisions: decisions.map(
			({ id, at, phase, mode, duties, reasons, sentence }) => ({
				id,
				at,
				phase,
				mode,
				duties,
				reasons,
				sentence,
			}),
		),
		attempts: await listAttempts(ctx, { postId: id }),
		doubt: intent && {
			committedAt: intent.committedAt.toISOString(),
			containerId: intent.containerId,
			nextLookAt: intent.nextLookAt?.toISOString() ?? null,
			looks: toCanonical(intent.looks),
		},
	};
}
