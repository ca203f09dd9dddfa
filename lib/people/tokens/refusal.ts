import { type Auditor, appendAudit } from "@/lib/audit/append";
import { type Db, transaction } from "@/lib/db/client";
import { appNow } from "@/lib/db/clock";
import { afterFailure, decideThrottle } from "@/lib/people/throttle/decide";
import {
	findFailedAttempts,
	lockFailedAttempts,
	saveFailedAttempts,
	throttleKey,
} from "@/lib/people/throttle/store";

export type TokenRefusal = {
	/** Null for a secret that is no token's. */
	tokenId: string | null;
	why: "unknown" | "revoked" | "expired" | "person-disabled";
};

/**
 * Refuses a token that was presented, and audits it (AC-A7). Each token, and all unknown secrets
 * together, are told of a few times in a quarter of an hour: a flood does not fill the chain.
 */
export async function refuseToken(
	db: Db,
	{ tokenId, why }: TokenRefusal,
	auditor: Auditor,
): Promise<null> {
	const id = tokenId ?? "unknown";
	const key = throttleKey("token", id);
	const known = await findFailedAttempts(db, key);
	if (isQuiet(known, await appNow(db))) return null;
	await transaction(db, async (tx) => {
		const tries = await lockFailedAttempts(tx, key);
		const now = await appNow(tx);
		if (isQuiet(tries, now)) return;
		await saveFailedAttempts(tx, key, afterFailure(tries, "token", now));
		await appendAudit(tx, auditor, now, [
			{
				action: "token.use-refused",
				subject: { type: "token", id },
				facts: { why },
			},
		]);
	});
	return null;
}

const isQuiet = (...given: Parameters<typeof decideThrottle>): boolean =>
	decideThrottle(...given).kind === "blocked";
