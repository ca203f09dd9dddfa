import type { Db, Tx } from "@/lib/db/client";
import type { Signal, WindowKind } from "@/lib/governance/model";

/** A window that a person answers for. */
export type OwnWindow = {
	id: string;
	kind: WindowKind;
	accountIds: string[];
	reason: string;
	opensAt: Date;
	closesAt: Date;
	grants: { signal: Signal; grantedBy: string }[];
};

/** Windows that are not over and that this person requested or took over, oldest first. */
export async function listWindowsOf(
	db: Db | Tx,
	personId: string,
	now: Date,
): Promise<OwnWindow[]> {
	return db.approvalWindow.findMany({
		where: {
			state: "requested",
			closesAt: { gt: now },
			OR: [{ handedTo: personId }, { handedTo: null, requestedBy: personId }],
		},
		select: {
			id: true,
			kind: true,
			accountIds: true,
			reason: true,
			opensAt: true,
			closesAt: true,
			grants: {
				where: { revokedAt: null },
				select: { signal: true, grantedBy: true },
			},
		},
		orderBy: { id: "asc" },
	});
}

export type OwnGrant = {
	windowId: string;
	signal: Signal;
	window: { reason: string; accountIds: string[]; opensAt: Date };
};

/** What this person granted and nobody took back, in windows that are not over. */
export async function listGrantsOf(
	db: Db | Tx,
	personId: string,
	now: Date,
): Promise<OwnGrant[]> {
	return db.windowGrant.findMany({
		where: {
			grantedBy: personId,
			revokedAt: null,
			window: { state: "requested", closesAt: { gt: now } },
		},
		select: {
			windowId: true,
			signal: true,
			window: { select: { reason: true, accountIds: true, opensAt: true } },
		},
		orderBy: [{ windowId: "asc" }, { signal: "asc" }],
	});
}

/** Writes down who answers for a request from now on; its revision stays, since nothing ends. */
export async function handWindowTo(
	tx: Tx,
	windowId: string,
	personId: string,
): Promise<void> {
	await tx.approvalWindow.update({
		where: { id: windowId },
		data: { handedTo: personId },
	});
}

export type OwnHoldEnd = {
	id: string;
	holdId: string;
	reason: string;
	accountId: string | null;
};

/** This person's undecided requests to end a hold sooner. */
export async function listHoldEndsOf(
	db: Db | Tx,
	personId: string,
): Promise<OwnHoldEnd[]> {
	const requests = await db.holdEndRequest.findMany({
		where: { requestedBy: personId, verdict: null },
		select: { id: true, holdId: true, reason: true },
		orderBy: { id: "asc" },
	});
	const holds = await db.policyHold.findMany({
		where: { id: { in: requests.map(({ holdId }) => holdId) } },
		select: { id: true, accountId: true },
	});
	const places = new Map(holds.map(({ id, accountId }) => [id, accountId]));
	return requests.map((request) => ({
		...request,
		accountId: places.get(request.holdId) ?? null,
	}));
}
