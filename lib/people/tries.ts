import { type Db, type Tx, transaction } from "@/lib/db/client";
import { appNow } from "@/lib/db/clock";
import {
	forgetOldTries,
	lockTries,
	saveTries,
	throttleKey,
} from "@/lib/people/store-throttle";
import {
	afterFailure,
	afterSuccess,
	decideThrottle,
	type ThrottleKind,
	type ThrottleVerdict,
} from "@/lib/people/throttle";

/** Who tries: an account's name, and an address where one is known for certain. */
export type Trier = { email: string; address: string | null };

const keysOf = (trier: Trier): { kind: ThrottleKind; key: string }[] => [
	{ kind: "account", key: throttleKey("account", trier.email) },
	...(trier.address
		? [
				{
					kind: "address" as const,
					key: throttleKey("address", trier.address),
				},
			]
		: []),
];

/**
 * Counts a try as failed before it is made: tries at the same moment cannot slip past the limit,
 * and one that a crash cut off still counts. `takeBackTry` corrects it.
 */
export function countTry(db: Db, trier: Trier): Promise<ThrottleVerdict> {
	return transaction(db, async (tx) => {
		const locked: {
			kind: ThrottleKind;
			key: string;
			tries: Awaited<ReturnType<typeof lockTries>>;
		}[] = [];
		for (const { kind, key } of keysOf(trier))
			locked.push({ kind, key, tries: await lockTries(tx, key) });
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
			await saveTries(tx, key, afterFailure(tries, kind, now));
		return verdict;
	});
}

/** The password was right: the account's failures are forgotten, the address gets its try back. */
export async function takeBackTry(
	tx: Tx,
	trier: Trier,
	now: Date,
): Promise<void> {
	for (const { kind, key } of keysOf(trier)) {
		const tries = await lockTries(tx, key);
		const after = afterSuccess(tries, now);
		await saveTries(
			tx,
			key,
			kind === "account" ? { ...after, failures: 0 } : after,
		);
	}
	await forgetOldTries(tx, now);
}
