import { personIdOf } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/command";
import { tooManyAttempts } from "@/lib/core/too-many-tries";
import { type Db, type Tx, transaction } from "@/lib/db/client";
import { appNow } from "@/lib/db/clock";
import {
	afterFailure,
	afterSuccess,
	decideThrottle,
	type FailedAttempts,
	type LimitedAct,
	type ThrottleKind,
	type ThrottleVerdict,
} from "./decide";
import {
	forgetOldAttempts,
	lockFailedAttempts,
	saveFailedAttempts,
	throttleKey,
} from "./store";

/** Who tries: an account's name, and an address where one is known for certain. */
export type Trier = { email: string; address: string | null };

type Key = { kind: ThrottleKind; key: string };

const keyOf = (kind: ThrottleKind, name: string): Key => ({
	kind,
	key: throttleKey(kind, name),
});

const keysOf = ({ email, address }: Trier): Key[] => [
	keyOf("account", email),
	...(address ? [keyOf("address", address)] : []),
];

/**
 * Counts a try as failed before it is made: tries at the same moment cannot slip past the limit,
 * and one that a crash cut off still counts. `takeBackAttempt` corrects it.
 */
export const countAttempt = (db: Db, trier: Trier): Promise<ThrottleVerdict> =>
	countKeys(db, keysOf(trier));

function countKeys(db: Db, keys: readonly Key[]): Promise<ThrottleVerdict> {
	return transaction(db, async (tx) => {
		const locked: (Key & { tries: FailedAttempts })[] = [];
		for (const one of keys)
			locked.push({ ...one, tries: await lockFailedAttempts(tx, one.key) });
		const now = await appNow(tx);
		let verdict: ThrottleVerdict = { kind: "open" };
		for (const { tries } of locked) {
			const one = decideThrottle(tries, now);
			if (one.kind === "open") continue;
			if (verdict.kind === "open" || one.retryAfterMs > verdict.retryAfterMs)
				verdict = one;
		}
		if (verdict.kind === "blocked") return verdict;
		for (const { kind, key, tries } of locked)
			await saveFailedAttempts(tx, key, afterFailure(tries, kind, now));
		return verdict;
	});
}

/**
 * For `before` of a command: counts one more such act of this person and this address, whatever comes of it, and
 * throws `throttled` past the limit (T4). Services have no limit: they may do none of these.
 */
export const limit =
	(act: LimitedAct) =>
	async ({ db, actor, address }: Ctx): Promise<void> => {
		const personId = personIdOf(actor);
		if (!personId) return;
		const keys = [keyOf(act, personId)];
		if (address) keys.push(keyOf(`${act}-address`, address));
		const verdict = await countKeys(db, keys);
		if (verdict.kind === "blocked") throw tooManyAttempts(verdict.retryAfterMs);
	};

/** The password was right: the account's failures are forgotten, the address gets its try back. */
export async function takeBackAttempt(
	tx: Tx,
	trier: Trier,
	now: Date,
): Promise<void> {
	for (const { kind, key } of keysOf(trier)) {
		const tries = await lockFailedAttempts(tx, key);
		const after = afterSuccess(tries, now);
		await saveFailedAttempts(
			tx,
			key,
			kind === "account" ? { ...after, failures: 0 } : after,
		);
	}
	await forgetOldAttempts(tx, now);
}
