import type { Db, Tx } from "@/lib/db/client";
import { OPEN_POST_STATES } from "@/lib/publishing/post/model";

const OPEN_INCIDENT = ["triage", "active", "mitigated"] as const;
/** As many as somebody in a hurry would look through. */
const CHOICES = 50;

/** The id of an incident that is not over and concerns this account; null without one. */
export async function findOpenIncident(
	db: Db | Tx,
	number: number,
	accountId: string,
): Promise<string | null> {
	const row = await db.incident.findFirst({
		where: {
			number,
			state: { in: [...OPEN_INCIDENT] },
			OR: [{ accountId: null }, { accountId }],
		},
		select: { id: true },
	});
	return row?.id ?? null;
}

export const findGlassPost = (
	db: Db | Tx,
	postId: string,
): Promise<{ accountId: string; recovery: boolean } | null> =>
	db.post.findUnique({
		where: { id: postId },
		select: { accountId: true, recovery: true },
	});

export async function saveReview(
	tx: Tx,
	windowId: string,
	review: { reviewedBy: string; reviewedAt: Date; reviewNote: string },
): Promise<void> {
	await tx.approvalWindow.update({
		where: { id: windowId, reviewedAt: null },
		data: review,
	});
}

/** Broken glass that nobody has reviewed yet, oldest first. */
export const listUnreviewed = (
	db: Db | Tx,
): Promise<
	{ id: string; accountIds: string[]; requestedBy: string; requestedAt: Date }[]
> =>
	db.approvalWindow.findMany({
		where: { kind: "break_glass", reviewedAt: null },
		select: {
			id: true,
			accountIds: true,
			requestedBy: true,
			requestedAt: true,
		},
		orderBy: { requestedAt: "asc" },
	});

/** Open incidents of these accounts, and those that concern all; the worst first. */
export async function listIncidentChoices(
	db: Db | Tx,
	accountIds: readonly string[],
): Promise<
	{
		number: number;
		title: string;
		severity: number;
		accountId: string | null;
	}[]
> {
	return db.incident.findMany({
		where: {
			state: { in: [...OPEN_INCIDENT] },
			OR: [{ accountId: null }, { accountId: { in: [...accountIds] } }],
		},
		select: { number: true, title: true, severity: true, accountId: true },
		orderBy: [{ severity: "asc" }, { number: "desc" }],
		take: CHOICES,
	});
}

/** Queued and held posts of these accounts, the nearest slot first. */
export async function listGlassPosts(
	db: Db | Tx,
	accountIds: readonly string[],
): Promise<
	{
		id: string;
		title: string;
		accountId: string;
		slotAt: Date;
		recovery: boolean;
	}[]
> {
	return db.post.findMany({
		where: {
			accountId: { in: [...accountIds] },
			state: { in: [...OPEN_POST_STATES] },
		},
		select: {
			id: true,
			title: true,
			accountId: true,
			slotAt: true,
			recovery: true,
		},
		orderBy: { slotAt: "asc" },
		take: CHOICES,
	});
}

export async function postTitles(
	db: Db | Tx,
	ids: readonly string[],
): Promise<Map<string, string>> {
	const rows = await db.post.findMany({
		where: { id: { in: [...ids] } },
		select: { id: true, title: true },
	});
	return new Map(rows.map(({ id, title }) => [id, title]));
}

export async function incidentNumbers(
	db: Db | Tx,
	ids: readonly string[],
): Promise<Map<string, number>> {
	const rows = await db.incident.findMany({
		where: { id: { in: [...ids] } },
		select: { id: true, number: true },
	});
	return new Map(rows.map(({ id, number }) => [id, number]));
}

/** Did this person break the glass of this account before, with nobody having looked at it since? */
export async function isReviewDue(
	tx: Tx,
	requestedBy: string,
	accountId: string,
): Promise<boolean> {
	const row = await tx.approvalWindow.findFirst({
		where: {
			kind: "break_glass",
			requestedBy,
			accountIds: { has: accountId },
			reviewedAt: null,
		},
		select: { id: true },
	});
	return row !== null;
}
