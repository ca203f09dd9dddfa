import { pickFields } from "./fields";
import { json, type Reply } from "./reply";
import type { Account } from "./state";
import type { World } from "./world";

/** The user node. `/me` shows the app-scoped id as `id` and the Instagram id as `user_id` (§1). */
export function readAccount(
	world: World,
	account: Account,
	{ asMe, fields }: { asMe: boolean; fields: string | undefined },
): Reply {
	const { media } = world.state;
	const node = {
		id: asMe ? account.appScopedId : account.igId,
		user_id: account.igId,
		ig_id: account.igId,
		username: account.username,
		name: account.username,
		account_type: "BUSINESS",
		biography: undefined,
		website: undefined,
		profile_picture_url: undefined,
		followers_count: account.followers,
		follows_count: 0,
		media_count: media.filter((m) => m.igId === account.igId).length,
	};
	return json(pickFields(node, fields, "IGUser"));
}
