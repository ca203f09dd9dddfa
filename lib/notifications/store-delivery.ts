import type { Tx } from "@/lib/db/client";
import { kindsOf } from "./model";
import { worthSending } from "./store";

export type Claim = {
	id: string;
	kind: string;
	text: string;
	tries: number;
	lastError: string | null;
};

/** Leases the most urgent due message, of those the oldest; its new number of tries is the fence of the outcome. */
export async function claimMessage(
	tx: Tx,
	{ now, leaseUntil }: { now: Date; leaseUntil: Date },
): Promise<Claim | null> {
	const rows = await tx.$queryRaw<Claim[]>`
		UPDATE outbox_message SET due_at = ${leaseUntil}, tries = tries + 1
		WHERE id = (
			SELECT id FROM outbox_message
			WHERE state = 'pending' AND due_at <= ${now}
				AND (outdated_at IS NULL OR outdated_at > ${now})
			ORDER BY kind = ANY (${kindsOf("alarm")}) DESC,
				kind = ANY (${kindsOf("bulk")}), created_at, id LIMIT 1
			FOR UPDATE SKIP LOCKED)
		RETURNING id, kind, text, tries, last_error AS "lastError"`;
	return rows[0] ?? null;
}

export type MessageChange =
	| { state: "delivered"; deliveredAt: Date; lastError: null }
	| { state: "failed"; lastError: string }
	| { state: "pending"; dueAt: Date; lastError: string };

/** False when the lease was lost: another worker has the message now. */
export async function settleMessage(
	tx: Tx,
	claim: { id: string; tries: number },
	change: MessageChange,
): Promise<boolean> {
	const { count } = await tx.outboxMessage.updateMany({
		where: { id: claim.id, state: "pending", tries: claim.tries },
		data: change,
	});
	return count === 1;
}

export async function postponePending(tx: Tx, until: Date): Promise<void> {
	await tx.outboxMessage.updateMany({
		where: { state: "pending", dueAt: { lt: until } },
		data: { dueAt: until },
	});
}

/** Everything undelivered that is still worth sending is due again, what was given up included. */
export async function reviveMessages(tx: Tx, now: Date): Promise<number> {
	const { count } = await tx.outboxMessage.updateMany({
		where: { ...worthSending(now), state: { in: ["pending", "failed"] } },
		data: { state: "pending", dueAt: now },
	});
	return count;
}
