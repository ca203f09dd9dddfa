import { z } from "zod";
import { demandOne } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Db, Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { AttemptOutcome } from "@/lib/publishing/post/model";
import { type Payload, payloadHash } from "@/lib/publishing/post/payload";
import { toJson } from "@/lib/publishing/post/store";
import { Doubt, Poll } from "./pre-call-snapshot";
import type { StoredResponse } from "./response";

const ReconciliationRecord = z.discriminatedUnion("kind", [Poll, Doubt]);

export const INTENT_OUTCOMES = [
	"published",
	"rejected",
	"not_published",
	"not_called",
] as const;
export type IntentOutcome = (typeof INTENT_OUTCOMES)[number];

export type Intent = {
	id: string;
	postId: string;
	accountId: string;
	containerId: string;
	decisionId: string;
	quotaBefore: number | null;
	knownMediaIds: readonly string[];
	committedAt: Date;
	calledAt: Date | null;
	/** What the call itself answered, and when, once that was not certain. */
	doubt: { at: Date; response: StoredResponse } | null;
	looks: readonly Poll[];
	nextLookAt: Date | null;
};

const toIntent = (
	row: Awaited<ReturnType<Db["outboundIntent"]["findUniqueOrThrow"]>>,
): Intent => {
	const witnesses = ReconciliationRecord.array().parse(row.looks);
	const looks = witnesses.filter((one): one is Poll => one.kind === "look");
	const doubt = witnesses.find((one) => one.kind === "doubt") ?? null;
	return { ...row, looks, doubt };
};

const stored = ({ doubt, looks }: Pick<Intent, "doubt" | "looks">) =>
	toJson([...(doubt ? [{ ...doubt, kind: "doubt" }] : []), ...looks]);

export async function insertIntent(
	tx: Tx,
	intent: Omit<
		Prisma.OutboundIntentUncheckedCreateInput,
		"id" | "resolvedAt" | "outcome" | "looks" | "nextLookAt" | "calledAt"
	>,
): Promise<string> {
	const id = newId();
	await tx.outboundIntent.create({ data: { ...intent, id } });
	return id;
}

/** The gate was asked again: the intent stands on the newer decision. */
export async function renewIntent(
	tx: Tx,
	id: string,
	decision: {
		decisionId: string;
		windowId: string | null;
		windowRevision: number | null;
		committedAt: Date;
	},
): Promise<void> {
	await openIntent(tx, id, decision);
}

export async function resolveIntent(
	tx: Tx,
	id: string,
	end: { outcome: IntentOutcome; resolvedAt: Date; calledAt?: Date | null },
): Promise<void> {
	await openIntent(tx, id, { ...end, nextLookAt: null });
}

/** Keeps what was seen; `nextLookAt` null waits for a person. */
export async function saveReconciliationRecord(
	tx: Tx,
	intent: Pick<Intent, "id" | "doubt" | "looks">,
	next: { nextLookAt: Date | null; calledAt?: Date | null },
): Promise<void> {
	await openIntent(tx, intent.id, { ...next, looks: stored(intent) });
}

async function openIntent(
	tx: Tx,
	id: string,
	data: Prisma.OutboundIntentUncheckedUpdateManyInput,
): Promise<void> {
	demandOne(
		await tx.outboundIntent.updateMany({
			where: { id, resolvedAt: null },
			data,
		}),
		"the intent is settled already",
	);
}

/** The call whose outcome is open; at most one a post. */
export async function findOpenIntent(
	db: Db | Tx,
	postId: string,
): Promise<Intent | null> {
	const row = await db.outboundIntent.findFirst({
		where: { postId, resolvedAt: null },
	});
	return row && toIntent(row);
}

/** Posts in doubt whose next look is due. */
export async function listDuePolls(
	db: Db | Tx,
	now: Date,
): Promise<{ postId: string; nextLookAt: Date }[]> {
	const rows = await db.outboundIntent.findMany({
		where: {
			resolvedAt: null,
			nextLookAt: { lte: now },
			post: { state: "unknown" },
		},
		select: { postId: true, nextLookAt: true },
		orderBy: { nextLookAt: "asc" },
		take: 100,
	});
	return rows.map((row) => ({
		postId: row.postId,
		nextLookAt: row.nextLookAt ?? now,
	}));
}

export type NewAttempt = {
	postId: string;
	accountId: string;
	intentId: string | null;
	decisionId: string;
	mode: "live" | "simulated";
	outcome: AttemptOutcome;
	step: string;
	payload: Payload;
	response: StoredResponse | "simulated";
	message?: string;
	startedAt: Date;
	finishedAt: Date;
};

/** Inserted once, at the outcome (R10); counts the post's earlier tries of the same mode. */
export async function insertAttempt(
	tx: Tx,
	{ response, payload, message, ...attempt }: NewAttempt,
): Promise<void> {
	const { postId, mode } = attempt;
	const retryCount = await tx.attempt.count({ where: { postId, mode } });
	const answer = response === "simulated" ? null : response;
	await tx.attempt.create({
		data: {
			...attempt,
			id: newId(),
			retryCount,
			payload: toJson(payload),
			payloadHash: payloadHash(payload),
			target: payload.target,
			responseKind: answer?.kind ?? "simulated",
			httpStatus: answer?.httpStatus ?? null,
			platformCode: answer?.platformCode ?? null,
			errorClass: answer?.errorClass ?? null,
			message: message ?? answer?.message ?? null,
		},
	});
}

/** The latest decision about a post, for an attempt that a person settles. */
export async function lastDecisionId(
	tx: Tx,
	postId: string,
): Promise<string | null> {
	const row = await tx.gateDecision.findFirst({
		where: { postId },
		orderBy: [{ at: "desc" }, { id: "desc" }],
		select: { id: true },
	});
	return row?.id ?? null;
}
