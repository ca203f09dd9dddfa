import { type Ctx, demandRead } from "@/lib/command";
import { addMs } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import {
	listApprovedBy,
	type PostOfApprover,
} from "@/lib/publishing/outcomes/store-leaving";
import { listClaimable } from "@/lib/publishing/post/store-list";
import { listLiveOutcomes, listLivePosts } from "./store";

/** A post that is live on the platform; simulated ones never are. */
export type LivePost = {
	id: string;
	title: string;
	format: string;
	templateVersion: string;
	mediaId: string;
	permalink: string | null;
	publishedAt: string;
};

/** The posts of an account that went live in [from, to), oldest first. */
export async function readLivePosts(
	ctx: Ctx,
	span: { accountId: string; from: Date; to: Date },
): Promise<LivePost[]> {
	demandRead(ctx, { account: span.accountId });
	const rows = await listLivePosts(ctx.db, span);
	return rows.map(({ finishedAt, ...row }) => ({
		...row,
		publishedAt: finishedAt.toISOString(),
	}));
}

/** One live attempt's end; a try that will be repeated is a failed one too. */
export type LiveOutcome = { accountId: string; failed: boolean; at: Date };

/** How the live attempts of the last while ended, all accounts, oldest first. */
export async function readLiveOutcomes(
	ctx: Ctx,
	{ withinMs }: { withinMs: number },
): Promise<LiveOutcome[]> {
	demandRead(ctx, "all");
	const to = await appNow(ctx.db);
	const rows = await listLiveOutcomes(ctx.db, {
		from: addMs(to, -withinMs),
		to,
	});
	return rows.map(({ accountId, outcome, finishedAt }) => ({
		accountId,
		failed: outcome !== "published",
		at: finishedAt,
	}));
}

/** Since when the oldest post waits that a worker could take now; null when none does. */
export async function readOldestDue(ctx: Ctx): Promise<Date | null> {
	demandRead(ctx, "all");
	const now = await appNow(ctx.db);
	const due = await listClaimable(ctx.db, now, now);
	const times = due.map(({ dueAt }) => dueAt.getTime());
	return times.length > 0 ? new Date(Math.min(...times)) : null;
}

/** Posts that nobody but this person approved last: without them the approval counts no more (R4). */
export async function readApprovedBy(
	ctx: Ctx,
	personId: string,
): Promise<PostOfApprover[]> {
	demandRead(ctx);
	return listApprovedBy(ctx.db, personId);
}
