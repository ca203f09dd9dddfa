import { type Ctx, demandRead } from "@/lib/command";
import { appNow } from "@/lib/db/clock";
import { readGovernanceFacts } from "@/lib/governance/gate/facts";
import type { EnvironmentSignals } from "@/lib/governance/model";
import {
	type Explanation,
	explainGate,
} from "@/lib/governance/panel/views-mode";
import { loadPost } from "@/lib/publishing/post/store";
import { readGateFacts } from "@/lib/publishing/publish/gate-facts";

/** What the gate would answer about this post, were it due now, and why. Throws `not_found`. */
export async function explainPost(
	ctx: Ctx,
	question: { postId: string; environment?: EnvironmentSignals },
): Promise<Explanation> {
	const { postId, ...rest } = question;
	const stored = await loadPost(ctx.db, postId);
	const { accountId } = stored;
	demandRead(ctx, { account: accountId });
	const governance = await readGovernanceFacts(ctx.db, accountId, {
		lock: "none",
		postId,
		...rest,
	});
	const { post } = await readGateFacts(ctx.db, stored, governance);
	const now = await appNow(ctx.db);
	const slotAt = new Date(Math.min(post.slotAt.getTime(), now.getTime()));
	return explainGate(ctx, { accountId, post: { ...post, slotAt }, ...rest });
}
