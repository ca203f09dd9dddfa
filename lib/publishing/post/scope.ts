import type { Place } from "@/lib/auth/actor";
import type { Scene } from "@/lib/command";
import { loadPost } from "./store";

/** A post's account, for roles that hold on one account only. Throws `not_found`. */
export const placeOfPost = async (
	{ tx }: Scene,
	{ postId }: { postId: string },
): Promise<Place> => ({ account: (await loadPost(tx, postId)).accountId });
