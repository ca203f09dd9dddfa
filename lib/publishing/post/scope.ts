import type { Scope } from "@/lib/auth/actor";
import type { CommandContext } from "@/lib/command";
import { loadPost } from "./store";

/** A post's account, for roles that hold on one account only. Throws `not_found`. */
export const scopeOfPost = async (
	{ tx }: CommandContext,
	{ postId }: { postId: string },
): Promise<Scope> => ({ account: (await loadPost(tx, postId)).accountId });
