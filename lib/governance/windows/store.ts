import { newId } from "@/lib/core/ids";
import type { Db, Tx } from "@/lib/db/client";
import type { Signal, WindowKind } from "@/lib/governance/model";

export type WindowRecord = {
	id: string;
	kind: WindowKind;
	/** The only post that it is for; null for any. */
	postId: string | null;
	incidentId: string | null;
	accountIds: string[];
	reason: string;
	opensAt: Date;
	closesAt: Date;
	postCap: number | null;
	state: "requested" | "withdrawn" | "closed";
	revision: number;
	requestedBy: string;
	requestedAt: Date;
	closedBy: string | null;
	closedAt: Date | null;
	closeReason: string | null;
	/** Who answers for the request since its requester left. */
	handedTo: string | null;
	reviewedBy: string | null;
	reviewedAt: Date | null;
	reviewNote: string | null;
	grants: GrantRecord[];
};

export type GrantRecord = {
	id: string;
	signal: Signal;
	grantedBy: string;
	grantedAt: Date;
	revokedAt: Date | null;
	revokedBy: string | null;
};

const shape = { grants: { orderBy: { grantedAt: "asc" } } } as const;

export async function insertWindow(
	tx: Tx,
	window: Pick<
		WindowRecord,
		| "accountIds"
		| "reason"
		| "opensAt"
		| "closesAt"
		| "postCap"
		| "requestedBy"
		| "requestedAt"
		| "kind"
	> &
		Partial<Pick<WindowRecord, "postId" | "incidentId">>,
): Promise<string> {
	const id = newId();
	await tx.approvalWindow.create({ data: { id, ...window } });
	return id;
}

/** Takes the window's row for a stop or a grant; null when there is no such window. */
export async function lockWindow(
	tx: Tx,
	id: string,
): Promise<WindowRecord | null> {
	await tx.$queryRaw`SELECT id FROM approval_window WHERE id = ${id}::uuid FOR UPDATE`;
	return tx.approvalWindow.findUnique({ where: { id }, include: shape });
}

export async function findWindow(
	db: Db | Tx,
	id: string,
): Promise<WindowRecord | null> {
	return db.approvalWindow.findUnique({ where: { id }, include: shape });
}

/** Windows that ended after this or have not ended, and every broken glass that nobody has reviewed. */
export async function listWindowsSince(
	db: Db | Tx,
	since: Date,
): Promise<WindowRecord[]> {
	return db.approvalWindow.findMany({
		where: {
			OR: [
				{ closesAt: { gt: since } },
				{ kind: "break_glass", reviewedAt: null },
			],
		},
		include: shape,
		orderBy: [{ opensAt: "desc" }, { id: "desc" }],
	});
}

/** Ends a window that has not ended, by the clock or otherwise; true when this call did. */
export async function endWindow(
	tx: Tx,
	id: string,
	end: {
		state: "withdrawn" | "closed";
		closedBy: string;
		closedAt: Date;
		closeReason: string;
	},
): Promise<boolean> {
	const { count } = await tx.approvalWindow.updateMany({
		where: { id, state: "requested", closesAt: { gt: end.closedAt } },
		data: { ...end, revision: { increment: 1 } },
	});
	return count === 1;
}

export async function insertSignalGrant(
	tx: Tx,
	grant: {
		windowId: string;
		signal: Signal;
		grantedBy: string;
		grantedAt: Date;
	},
): Promise<string> {
	const id = newId();
	await tx.windowGrant.create({ data: { id, ...grant } });
	return id;
}

/** Takes a standing grant back, in a window that has not ended, and raises the window's revision, so that older claims on it fail. */
export async function endSignalGrant(
	tx: Tx,
	windowId: string,
	end: { signal: Signal; revokedBy: string; revokedAt: Date },
): Promise<boolean> {
	const { signal, ...data } = end;
	const { count } = await tx.windowGrant.updateMany({
		where: {
			windowId,
			signal,
			revokedAt: null,
			window: { state: "requested", closesAt: { gt: end.revokedAt } },
		},
		data,
	});
	if (count === 1)
		await tx.approvalWindow.update({
			where: { id: windowId },
			data: { revision: { increment: 1 } },
		});
	return count === 1;
}

/** Was whoever requested this window disabled, with nobody answering for the request since? */
export async function isOrphaned(
	db: Db | Tx,
	window: Pick<WindowRecord, "requestedBy" | "handedTo">,
): Promise<boolean> {
	const person = await db.person.findUniqueOrThrow({
		where: { id: window.handedTo ?? window.requestedBy },
		select: { disabledAt: true },
	});
	return person.disabledAt !== null;
}

/** Windows that ended by the clock and whose end has not been written down yet. */
export async function listUnsweptWindows(db: Db | Tx): Promise<string[]> {
	const rows = await db.$queryRaw<{ id: string }[]>`
		SELECT id FROM approval_window
		WHERE state = 'requested' AND closes_at <= app_now() AND swept_at IS NULL
		ORDER BY closes_at`;
	return rows.map((row) => row.id);
}

/** Null when somebody else wrote it down, or the window has not ended. */
export async function markSwept(
	tx: Tx,
	id: string,
	now: Date,
): Promise<{ closesAt: Date; accountIds: string[] } | null> {
	const { count } = await tx.approvalWindow.updateMany({
		where: { id, state: "requested", sweptAt: null, closesAt: { lte: now } },
		data: { sweptAt: now },
	});
	if (count === 0) return null;
	return tx.approvalWindow.findUniqueOrThrow({
		where: { id },
		select: { closesAt: true, accountIds: true },
	});
}
