import {
	confirmAutoClean,
	requestAutoClean,
} from "@/lib/accounts/policy/commands";
import {
	liftQuarantine,
	quarantinePost,
} from "@/lib/publishing/quarantine/commands";
import type { Stage } from "./stage";

export const REASON = "a stolen picture";

/** The acts of the stage's compliance lead, and an account where a policy approves. */
export const quarantineActs = (stage: Stage) => ({
	quarantine: (postId: string, by = stage.compliance) =>
		quarantinePost(by, { postId, reason: REASON }),
	lift: async (postId: string, by = stage.compliance) =>
		liftQuarantine(await stage.fresh(by), { postId, reason: "it was ours" }),
	switchAutoCleanOn: async (accountId: string) => {
		const owner = await stage.fresh(stage.ownerRole);
		const asked = { accountId, reason: "a calm account" };
		const { requestId } = await requestAutoClean(owner, asked);
		await confirmAutoClean(await stage.fresh(stage.compliance), { requestId });
	},
});
