import { json, type Reply } from "@/lib/connectors/emulator/reply";
import type { EmulatedAccount } from "@/lib/connectors/emulator/state";
import type { World } from "@/lib/connectors/emulator/world";
import { pickFields } from "./fields";

/** The user node. `/me` shows the app-scoped id as `id` and the Instagram id as `user_id` (§1). */
export function readAccount(
	world: World,
	account: EmulatedAccount,
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
