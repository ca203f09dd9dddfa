import type { Db, Tx } from "@/lib/db/client";
import { readStandingHalts } from "@/lib/governance/gate/facts";
import type { StillHalted } from "./model";
import {
	type HaltHeld,
	handlesOf,
	listHaltHeld,
	plannedReleases,
} from "./store";

export type LiftFacts = {
	/** Held by halts alone, on accounts that no other halt covers. */
	posts: HaltHeld[];
	planned: ReadonlyMap<string, readonly Date[]>;
	stillHalted: StillHalted[];
};

/** What lifting this halt sets free, and where another one still stands. */
export async function readLiftFacts(
	db: Db | Tx,
	halt: { id: string; accountId: string | null },
	now: Date,
): Promise<LiftFacts> {
	const { id, accountId } = halt;
	const others = (await readStandingHalts(db)).filter((one) => one.id !== id);
	const isHalted = (account: string) =>
		others.some((one) => one.accountId === null || one.accountId === account);
	const held = await listHaltHeld(db, accountId);
	const handles = await handlesOf(db, accountId);
	const stillHalted = [...handles]
		.filter(([account]) => isHalted(account))
		.map(([account, handle]) => ({
			account: handle,
			posts: held.filter((post) => post.accountId === account).length,
		}));
	return {
		posts: held.filter((post) => !isHalted(post.accountId)),
		planned: await plannedReleases(db, now),
		stillHalted,
	};
}
