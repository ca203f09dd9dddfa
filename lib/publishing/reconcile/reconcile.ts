import { readAccountFacts } from "@/lib/accounts/facts";
import { keepUsage } from "@/lib/accounts/usage";
import type { Ctx } from "@/lib/command";
import type { GraphAnswer } from "@/lib/connectors/instagram/answer";
import type { InstagramClient } from "@/lib/connectors/instagram/client";
import { type LostRace, unlessLost } from "@/lib/core/errors";
import { addMs } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import type { Poll } from "@/lib/publishing/attempts/pre-call-snapshot";
import {
	findOpenIntent,
	type Intent,
	listDuePolls,
} from "@/lib/publishing/attempts/store";
import { canonicalPayload } from "@/lib/publishing/post/payload";
import { loadPost } from "@/lib/publishing/post/store";
import { listOrphanedCalls } from "@/lib/publishing/post/store-list";
import type { PublishDeps } from "@/lib/publishing/publish/deps";
import { CLOCK_SLACK_MS, findCandidateMedia } from "./candidate-media";
import { doubtOrphan, savePoll } from "./commands";
import type { Resolution } from "./decide";

type Deps = Pick<PublishDeps, "client">;
type Seen = Omit<Poll, "kind" | "at">;

const UNREADABLE: Seen = {
	status: null,
	matches: null,
	byCaption: false,
	quotaUsage: null,
};

/** Puts calls without an outcome in doubt and takes every look that is due (§1.6.5). It never publishes. */
export async function reconcileUnknown(
	ctx: Ctx,
	deps: Deps,
): Promise<{ did: number; resolutions: (Resolution | LostRace)[] }> {
	const orphans = await listOrphanedCalls(ctx.db, await appNow(ctx.db));
	for (const postId of orphans)
		await unlessLost(() => doubtOrphan(ctx, { postId }));
	const due = await listDuePolls(ctx.db, await appNow(ctx.db));
	const resolutions: (Resolution | LostRace)[] = [];
	for (const { postId } of due)
		resolutions.push(await lookInto(ctx, postId, deps));
	return { did: orphans.length + due.length, resolutions };
}

/** One look at a post in doubt, now. */
async function lookInto(
	ctx: Ctx,
	postId: string,
	deps: Deps,
): Promise<Resolution | LostRace> {
	const post = await loadPost(ctx.db, postId);
	const intent = await findOpenIntent(ctx.db, postId);
	if (!intent) return { kind: "lost", why: "no call of this post is open" };
	const account = await readAccountFacts(ctx.db, post.accountId);
	const { token, igUserId } = account;
	const { caption } = canonicalPayload(post, post.account);
	const look =
		token === null
			? UNREADABLE
			: await see(ctx, deps.client({ igUserId, token }), {
					accountId: post.accountId,
					intent,
					caption,
					now: await appNow(ctx.db),
				});
	const { id: intentId, looks } = intent;
	return unlessLost(() =>
		savePoll(ctx, { postId, intentId, earlier: looks.length, look }),
	);
}

type Doubt = { accountId: string; intent: Intent; caption: string; now: Date };

async function see(
	ctx: Ctx,
	client: InstagramClient,
	{ accountId, intent, caption, now }: Doubt,
): Promise<Seen> {
	const keep = <T>(answer: GraphAnswer<T>) => keepUsage(ctx, accountId, answer);
	const status = await keep(await client.containerStatus(intent.containerId));
	const since = addMs(intent.committedAt, -CLOCK_SLACK_MS);
	const listed = await keep(await client.listMedia({ since }));
	const limit = await keep(await client.publishingLimit());
	const found =
		listed.ok && listed.data.complete
			? findCandidateMedia(listed.data.media, { ...intent, caption }, now)
			: { matches: null, byCaption: false };
	return {
		...found,
		status: status.ok ? status.data.status_code : null,
		quotaUsage: limit.ok ? limit.data.quotaUsage : null,
	};
}
