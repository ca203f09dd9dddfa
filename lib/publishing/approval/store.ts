import { readAutoCleanSince } from "@/lib/accounts/policy/facts";
import { ROLE_PERMISSIONS, ROLES } from "@/lib/auth/permissions";
import type { Json } from "@/lib/core/canonical-json";
import { newId } from "@/lib/core/ids";
import { laterOf } from "@/lib/core/time";
import type { Db, Tx } from "@/lib/db/client";
import { readSeparationOfDuties } from "@/lib/db/separation-of-duties";
import { readHoldSpans } from "@/lib/governance/gate/facts-holds";
import type { Payload } from "@/lib/publishing/post/payload";
import { toJson } from "@/lib/publishing/post/store";
import { quarantineFacts } from "@/lib/publishing/quarantine/decide";
import { listQuarantines } from "@/lib/publishing/quarantine/store";
import type {
	ApprovalContextFacts,
	ApprovalRow,
	ApproverFacts,
} from "./decide";

export type ApprovalRecord = ApprovalRow & {
	id: string;
	payload: Json;
	policyVersion: string;
	reason: string | null;
};

/** Oldest first. */
export async function listApprovals(
	db: Db | Tx,
	postId: string,
): Promise<ApprovalRecord[]> {
	const rows = await db.approval.findMany({
		where: { postId },
		orderBy: [{ decidedAt: "asc" }, { id: "asc" }],
	});
	return rows.map((row) => ({ ...row, payload: row.payload as Json }));
}

export async function insertApproval(
	tx: Tx,
	approval: Omit<ApprovalRecord, "id" | "payload"> & {
		postId: string;
		payload: Payload;
	},
): Promise<string> {
	const id = newId();
	await tx.approval.create({
		data: { ...approval, id, payload: toJson(approval.payload) },
	});
	return id;
}

type Carrier = { id: string; mediaSha256: readonly string[] };

/** Who edited a post, whether those who decided about it still may, and what its media went through. */
export async function readApprovalContext(
	db: Db | Tx,
	post: Carrier & { accountId: string },
	rows: readonly ApprovalRow[],
): Promise<ApprovalContextFacts> {
	const edits = await db.postEdit.findMany({
		where: { postId: post.id },
		select: { editedBy: true },
	});
	return {
		editors: [...new Set(edits.map((edit) => edit.editedBy))],
		approvers: await readApprovers(db, post.accountId, rows),
		duties: await readSeparationOfDuties(db),
		autoCleanSince: await sinceFor(db, post.accountId, rows),
		quarantine: quarantineFacts(
			await listQuarantines(db, post.mediaSha256),
			post.mediaSha256,
		),
		holds: await readHoldSpans(db, post.accountId),
	};
}

/** Asked only where a policy approved. */
const sinceFor = async (
	db: Db | Tx,
	accountId: string,
	rows: readonly Pick<ApprovalRow, "kind">[],
): Promise<Date | null> =>
	rows.some(({ kind }) => kind === "policy")
		? readAutoCleanSince(db, accountId)
		: null;

export type ApprovalRecords = {
	rows: ApprovalRecord[];
	duty: ApprovalContextFacts;
};

/** The same for many posts of one account, in a few queries. */
export async function readApprovalStatuses(
	db: Db | Tx,
	accountId: string,
	posts: readonly Carrier[],
): Promise<(postId: string) => ApprovalRecords> {
	const where = { postId: { in: posts.map(({ id }) => id) } };
	const mediaOf = new Map(posts.map((post) => [post.id, post.mediaSha256]));
	const rows = await db.approval.findMany({
		where,
		orderBy: [{ decidedAt: "asc" }, { id: "asc" }],
	});
	const edits = await db.postEdit.findMany({
		where,
		select: { postId: true, editedBy: true },
	});
	const approvers = await readApprovers(db, accountId, rows);
	const duties = await readSeparationOfDuties(db);
	const quarantines = await listQuarantines(db, [...mediaOf.values()].flat());
	const autoCleanSince = await sinceFor(db, accountId, rows);
	const holds = await readHoldSpans(db, accountId);
	return (postId) => ({
		rows: rows
			.filter((row) => row.postId === postId)
			.map((row) => ({ ...row, payload: row.payload as Json })),
		duty: {
			editors: edits
				.filter((edit) => edit.postId === postId)
				.map((edit) => edit.editedBy),
			approvers,
			duties,
			quarantine: quarantineFacts(quarantines, mediaOf.get(postId) ?? []),
			autoCleanSince,
			holds,
		},
	});
}

const APPROVING_ROLES = ROLES.filter((role) =>
	(ROLE_PERMISSIONS[role] as readonly string[]).includes("post:decide"),
);

async function readApprovers(
	db: Db | Tx,
	accountId: string,
	rows: readonly Pick<ApprovalRow, "kind" | "decidedBy">[],
): Promise<ApproverFacts[]> {
	const humans = rows.filter((row) => row.kind === "human");
	const personIds = humans.map((row) => row.decidedBy);
	if (personIds.length === 0) return [];
	const people = await db.person.findMany({
		where: { id: { in: [...new Set(personIds)] } },
		select: {
			id: true,
			disabledAt: true,
			activeSince: true,
			roles: {
				where: {
					revokedAt: null,
					role: { in: APPROVING_ROLES },
					OR: [{ accountId: null }, { accountId }],
				},
				select: { grantedAt: true },
				orderBy: { grantedAt: "asc" },
			},
		},
	});
	return people.map(({ id, disabledAt, activeSince, roles }) => {
		const role = disabledAt === null ? roles[0]?.grantedAt : undefined;
		return {
			personId: id,
			entitledSince: role ? laterOf(role, activeSince) : null,
		};
	});
}

export type EditRecord = {
	id: string;
	editedBy: string;
	at: Date;
	before: Json;
	after: Json;
};

export async function listEdits(
	db: Db | Tx,
	postId: string,
): Promise<EditRecord[]> {
	const rows = await db.postEdit.findMany({
		where: { postId },
		orderBy: { at: "asc" },
	});
	return rows.map(({ postId: _, ...row }) => ({
		...row,
		before: row.before as Json,
		after: row.after as Json,
	}));
}

export async function insertEdit(
	tx: Tx,
	edit: {
		postId: string;
		editedBy: string;
		at: Date;
		before: unknown;
		after: unknown;
	},
): Promise<void> {
	await tx.postEdit.create({
		data: {
			...edit,
			id: newId(),
			before: toJson(edit.before),
			after: toJson(edit.after),
		},
	});
}
