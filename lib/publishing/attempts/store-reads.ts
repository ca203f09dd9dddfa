import type { Db, Tx } from "@/lib/db/client";

const FIELDS = {
	id: true,
	postId: true,
	accountId: true,
	decisionId: true,
	mode: true,
	outcome: true,
	step: true,
	payloadHash: true,
	target: true,
	responseKind: true,
	httpStatus: true,
	platformCode: true,
	errorClass: true,
	message: true,
	retryCount: true,
	startedAt: true,
	finishedAt: true,
} as const;

export type AttemptRecord = {
	id: string;
	postId: string;
	accountId: string;
	/** The gate's answer that it rests on. */
	decisionId: string;
	mode: "live" | "simulated";
	outcome: string;
	step: string;
	payloadHash: string;
	target: string;
	responseKind: "http" | "simulated" | "no_response";
	httpStatus: number | null;
	platformCode: string | null;
	errorClass: string | null;
	message: string | null;
	retryCount: number;
	startedAt: Date;
	finishedAt: Date;
};

/** Newest first; of one post, or of an account by the time they ended. */
export function listAttemptRecords(
	db: Db | Tx,
	where: { postId: string } | { accountId: string; from: Date; to: Date },
): Promise<AttemptRecord[]> {
	return db.attempt.findMany({
		where:
			"postId" in where
				? { postId: where.postId }
				: {
						accountId: where.accountId,
						finishedAt: { gte: where.from, lt: where.to },
					},
		select: FIELDS,
		orderBy: [{ finishedAt: "desc" }, { id: "desc" }],
		take: 2000,
	});
}

/** Posts with their live attempts, oldest attempt first. */
export function listPostsPublishing(db: Db | Tx, ids: readonly string[]) {
	return db.post.findMany({
		where: { id: { in: [...ids] } },
		select: {
			id: true,
			slotAt: true,
			state: true,
			finishedAt: true,
			recovery: true,
			attempts: {
				where: { mode: "live" },
				select: { outcome: true, finishedAt: true, errorClass: true },
				orderBy: [{ finishedAt: "asc" }, { id: "asc" }],
			},
		},
		orderBy: [{ slotAt: "asc" }, { id: "asc" }],
	});
}

/** Did it fail on its way out live, ever or since a time? Waiting for the platform uses up no try, but it counts here. */
export const wasTriedLive = async (
	tx: Tx,
	postId: string,
	since?: Date,
): Promise<boolean> => {
	const span = since && { startedAt: { gte: since } };
	const where = { postId, mode: "live", ...span } as const;
	return (await tx.attempt.count({ where })) > 0;
};

export type OpenCall = {
	postId: string;
	accountId: string;
	title: string;
	state: string;
	containerId: string;
	committedAt: Date;
	nextLookAt: Date | null;
};

/** Intents without an outcome, oldest first. */
export async function listOpenCalls(
	db: Db | Tx,
	accountId?: string,
): Promise<OpenCall[]> {
	const rows = await db.outboundIntent.findMany({
		where: { resolvedAt: null, ...(accountId && { accountId }) },
		select: {
			postId: true,
			accountId: true,
			containerId: true,
			committedAt: true,
			nextLookAt: true,
			post: { select: { title: true, state: true } },
		},
		orderBy: { committedAt: "asc" },
	});
	return rows.map(({ post, ...row }) => ({ ...row, ...post }));
}
