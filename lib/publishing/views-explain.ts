import { type Ctx, demandRead } from "@/lib/command";
import { readGovernanceFacts } from "@/lib/governance/facts";
import type { EnvironmentSignals } from "@/lib/governance/model";
import { type Explanation, explainGate } from "@/lib/governance/views";
import { readGateFacts } from "@/lib/publishing/gate-facts";
import { loadPost } from "@/lib/publishing/store";

/** What the gate would answer about this post right now, and why. Throws `not_found`. */
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
	return explainGate(ctx, { accountId, post, ...rest });
}
