import { AppError } from "@/lib/core/errors";
import type { Db, Tx } from "@/lib/db/client";
import type { PostState } from "@/lib/publishing/post/model";
import {
	type QuarantineFacts,
	quarantineFacts,
	refuseQuarantined,
} from "./decide";
import { listQuarantines } from "./store";

/** What these media went through, read now. */
export async function readQuarantine(
	db: Db | Tx,
	sha256s: readonly string[],
): Promise<QuarantineFacts> {
	return quarantineFacts(await listQuarantines(db, sha256s), sha256s);
}

/** Throws `refused` for a post that is quarantined, or whose media are. */
export async function demandNoQuarantine(
	tx: Tx,
	post: { state: PostState; mediaSha256: readonly string[] },
): Promise<void> {
	const facts = await readQuarantine(tx, post.mediaSha256);
	const why = refuseQuarantined(post, facts);
	if (why) throw new AppError("refused", why);
}
