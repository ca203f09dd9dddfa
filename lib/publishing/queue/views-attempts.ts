import { visibleAccounts } from "@/lib/auth/actor";
import { type Ctx, demandRead } from "@/lib/command";
import { appNow } from "@/lib/db/clock";
import {
	type AttemptRecord,
	listAttemptRecords,
	listOpenCalls,
	listPostsPublishing,
} from "@/lib/publishing/attempts/store-reads";
import { loadPost } from "@/lib/publishing/post/store";
import { listFailedSince } from "@/lib/publishing/post/store-list";
import { findReplayRefusal } from "./replay-check";

export type AttemptView = Omit<AttemptRecord, "startedAt" | "finishedAt"> & {
	startedAt: string;
	finishedAt: string;
	tookMs: number;
};

const toView = ({
	startedAt,
	finishedAt,
	...rest
}: AttemptRecord): AttemptView => ({
	...rest,
	startedAt: startedAt.toISOString(),
	finishedAt: finishedAt.toISOString(),
	tookMs: finishedAt.getTime() - startedAt.getTime(),
});

function isVisibleTo({ actor }: Ctx) {
	const visible = visibleAccounts(actor);
	return ({ accountId }: { accountId: string }): boolean =>
		visible === "all" || visible.includes(accountId);
}

/** Attempts, newest first: of one post, or of an account in a span. */
export async function listAttempts(
	ctx: Ctx,
	where: { postId: string } | { accountId: string; from: Date; to: Date },
): Promise<AttemptView[]> {
	demandRead(ctx, "accountId" in where ? { account: where.accountId } : "any");
	const rows = await listAttemptRecords(ctx.db, where);
	for (const row of rows) demandRead(ctx, { account: row.accountId });
	return rows.map(toView);
}

export type PublishStats = {
	/** Attempts at publishing for real that ended in the span; simulated ones never count (R9). */
	attempts: number;
	failures: number;
	/** One entry a post that was tried: its final outcome, or null while it is still open. */
	posts: {
		postId: string;
		slotAt: string;
		state: string;
		outcome: "published" | "failed" | null;
		/** Failed tries before it went out, or so far. */
		retries: number;
		firstFailedAt: string | null;
		endedAt: string | null;
		recovery: boolean;
		errorClass: string | null;
	}[];
};

/** How a post that was tried live ended; one that expired since, or was only rehearsed in a new slot, did not go out. */
function liveOutcome(state: string): "published" | "failed" | null {
	if (state === "published") return "published";
	return ["failed", "expired", "simulated"].includes(state) ? "failed" : null;
}

/** What the SLOs and the failure detector count: live attempts that ended in `[from, to)`, and their posts. */
export async function readPublishStats(
	ctx: Ctx,
	where: { accountId: string; from: Date; to: Date },
): Promise<PublishStats> {
	demandRead(ctx, { account: where.accountId });
	const rows = (await listAttemptRecords(ctx.db, where)).filter(
		(row) => row.mode === "live",
	);
	const posts = await listPostsPublishing(ctx.db, [
		...new Set(rows.map((row) => row.postId)),
	]);
	return {
		attempts: rows.length,
		failures: rows.filter((row) => row.outcome !== "published").length,
		posts: posts.map(({ attempts, ...post }) => {
			const failed = attempts.filter((one) => one.outcome !== "published");
			const outcome = liveOutcome(post.state);
			return {
				postId: post.id,
				slotAt: post.slotAt.toISOString(),
				state: post.state,
				outcome,
				retries: failed.length,
				firstFailedAt: failed[0]?.finishedAt.toISOString() ?? null,
				endedAt: outcome ? (post.finishedAt?.toISOString() ?? null) : null,
				recovery: post.recovery,
				errorClass: failed.at(-1)?.errorClass ?? null,
			};
		}),
	};
}

export type CallView = {
	postId: string;
	accountId: string;
	title: string;
	state: string;
	containerId: string;
	committedAt: string;
	nextLookAt: string | null;
};

/** Calls on visible accounts whose intent was committed and whose outcome is open: a person who stops publishing is told of these (R3). */
export async function listCallsInFlight(
	ctx: Ctx,
	accountId?: string,
): Promise<CallView[]> {
	demandRead(ctx, accountId ? { account: accountId } : "any");
	const rows = await listOpenCalls(ctx.db, accountId);
	return rows.filter(isVisibleTo(ctx)).map((row) => ({
		...row,
		committedAt: row.committedAt.toISOString(),
		nextLookAt: row.nextLookAt?.toISOString() ?? null,
	}));
}

export type FailedView = {
	postId: string;
	accountId: string;
	title: string;
	fault: string | null;
	errorClass: string | null;
	finishedAt: string;
	/** Null where a replay would take it; else why it is skipped. */
	replayRefusal: string | null;
};

/** Posts of visible accounts that failed since a time and still are. */
export async function failedSince(
	ctx: Ctx,
	where: { accountId?: string; since: Date },
): Promise<FailedView[]> {
	demandRead(ctx, where.accountId ? { account: where.accountId } : "any");
	const { db } = ctx;
	const rows = await listFailedSince(db, where.since, where.accountId);
	const now = await appNow(db);
	const failed: FailedView[] = [];
	for (const { id: postId, ...row } of rows.filter(isVisibleTo(ctx))) {
		const post = await loadPost(db, postId);
		const { errorClass } = row;
		failed.push({
			...row,
			postId,
			finishedAt: row.finishedAt.toISOString(),
			replayRefusal: await findReplayRefusal(db, { post, errorClass }, now),
		});
	}
	return failed;
}
