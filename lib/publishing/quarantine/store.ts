import type { Db, Tx } from "@/lib/db/client";
import type { QuarantineRow } from "./decide";

/** Every quarantine that these media ever had, newest first. */
export const listQuarantines = (
	db: Db | Tx,
	sha256s: readonly string[],
): Promise<QuarantineRow[]> =>
	db.quarantine.findMany({
		where: { sha256: { in: [...new Set(sha256s)] } },
		select: {
			sha256: true,
			reason: true,
			setByName: true,
			setAt: true,
			liftedAt: true,
		},
		orderBy: [{ setAt: "desc" }, { id: "desc" }],
	});

/** Posts of any account that carry one of these media, in order of id. */
export async function listPostsCarrying(
	db: Db | Tx,
	sha256s: readonly string[],
): Promise<{ id: string; accountId: string }[]> {
	return db.post.findMany({
		where: { mediaSha256: { hasSome: [...sha256s] } },
		select: { id: true, accountId: true },
		orderBy: { id: "asc" },
	});
}
