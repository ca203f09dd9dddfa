import { can } from "@/lib/auth/actor";
import { type Ctx, demandRead } from "@/lib/command";
import { isLate } from "./review";
import { listGlassPosts, listIncidentChoices, listUnreviewed } from "./store";

export type IncidentChoice = {
	number: number;
	title: string;
	severity: number;
	/** Null concerns every account. */
	accountId: string | null;
};

export type PostChoice = {
	id: string;
	title: string;
	accountId: string;
	slotAt: string;
	/** It makes up for a failed one: an error budget that is used up does not stop it. */
	recovery: boolean;
};

/** What the glass may be broken for, on the accounts where the reader may break it. */
export type GlassChoices = {
	accountIds: string[];
	incidents: IncidentChoice[];
	posts: PostChoice[];
};

export async function readGlassChoices(
	ctx: Ctx,
	accounts: readonly { id: string }[],
): Promise<GlassChoices> {
	const accountIds = accounts
		.filter(({ id }) => can(ctx.actor, "glass:break", { account: id }))
		.map(({ id }) => id);
	if (accountIds.length === 0) return { accountIds, incidents: [], posts: [] };
	const posts = await listGlassPosts(ctx.db, accountIds);
	return {
		accountIds,
		incidents: await listIncidentChoices(ctx.db, accountIds),
		posts: posts.map(({ slotAt, ...post }) => ({
			...post,
			slotAt: slotAt.toISOString(),
		})),
	};
}

/** A broken glass that nobody has reviewed in its time. */
export type LateReview = {
	windowId: string;
	accountId: string;
	brokenAt: Date;
};

/** Those of accounts that the reader may see, oldest first. */
export async function listLateReviews(
	ctx: Ctx,
	now: Date,
): Promise<LateReview[]> {
	demandRead(ctx);
	const waiting = await listUnreviewed(ctx.db);
	return waiting
		.filter(({ requestedAt }) => isLate({ requestedAt, reviewedAt: null }, now))
		.flatMap(({ id, accountIds: [accountId], requestedAt }) =>
			accountId && can(ctx.actor, "read", { account: accountId })
				? [{ windowId: id, accountId, brokenAt: requestedAt }]
				: [],
		);
}
