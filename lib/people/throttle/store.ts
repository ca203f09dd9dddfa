import { sha256 } from "@/lib/core/canonical-json";
import { addMs, DAY } from "@/lib/core/time";
import type { Db, Tx } from "@/lib/db/client";
import type { FailedAttempts, ThrottleKind } from "./decide";

/** Hashed: people type passwords into the wrong field. */
export const throttleKey = (kind: ThrottleKind, name: string): string =>
	`${kind}:${sha256(name)}`;

/** What is known of a key, without waiting for anybody. */
export const findFailedAttempts = (
	db: Db,
	key: string,
): Promise<FailedAttempts | null> =>
	db.throttle.findUnique({
		where: { key },
		select: { failures: true, firstAt: true, blockedTo: true },
	});

/** Locks the row of a key, making it when there is none. */
export async function lockFailedAttempts(
	tx: Tx,
	key: string,
): Promise<FailedAttempts> {
	await tx.$executeRaw`
		INSERT INTO throttle (key, failures, first_at, blocked_to)
		VALUES (${key}, 0, app_now(), app_now()) ON CONFLICT (key) DO NOTHING`;
	const rows = await tx.$queryRaw<FailedAttempts[]>`
		SELECT failures, first_at AS "firstAt", blocked_to AS "blockedTo"
		FROM throttle WHERE key = ${key} FOR UPDATE`;
	const row = rows[0];
	if (!row) throw new Error("a throttle row vanished");
	return row;
}

export async function saveFailedAttempts(
	tx: Tx,
	key: string,
	tries: FailedAttempts,
): Promise<void> {
	await tx.throttle.update({ where: { key }, data: tries });
}

/** Forgets keys that were quiet for a day; rows in use are left alone. */
export async function forgetOldAttempts(tx: Tx, now: Date): Promise<void> {
	await tx.$executeRaw`
		DELETE FROM throttle WHERE key IN (
			SELECT key FROM throttle
			WHERE first_at < ${addMs(now, -DAY)} AND blocked_to < ${now}
			LIMIT 100 FOR UPDATE SKIP LOCKED)`;
}
