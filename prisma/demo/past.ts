import { findAccount } from "@/lib/accounts/views";
import type { Ctx } from "@/lib/command";
import { openMediaStore } from "@/lib/connectors/storage/media-store";
import { addMs } from "@/lib/core/time";
import type { Env } from "@/lib/env";
import { collectSnapshots } from "@/lib/insights/collect/collect";
import { collectAccountDay } from "@/lib/insights/collect/collect-day";
import { readLivePosts } from "@/lib/publishing/outcomes/views";
import { DEMO_ACCOUNTS } from "@/prisma/demo-world";
import type { RunningEmulator } from "./emulator";
import { type PastPost, planHistory } from "./history-plan";
import type { HistoryWorld } from "./seed-history";

/**
 * Gives each demo account its last three weeks, once: posts that are live on the emulator, known to
 * Signalbox, and their insights as the collectors read them there. Says so while it takes its time.
 */
export async function seedPast(
	ctx: Ctx,
	env: Env,
	emulator: RunningEmulator,
): Promise<void> {
	const world = worldOf(env, emulator);
	let added = 0;
	for (const { handle, topics, lastDayFactor } of DEMO_ACCOUNTS) {
		const account = await findAccount(ctx, handle);
		if (!account) continue;
		const plan = planHistory({
			...account,
			topics,
			lastDayFactor,
			before: new Date(account.createdAt),
		});
		const posts = await missingPosts(ctx, account.id, plan);
		if (posts.length === 0) continue;
		process.stderr.write(
			`Making the demo's past: ${posts.length} posts of @${handle} ...\n`,
		);
		// Drawing needs much that the later starts do without.
		const { addHistory } = await import("./seed-history");
		await addHistory(ctx, account, { posts, world });
		added += posts.length;
	}
	if (added === 0) return;
	const graph = {
		baseUrl: emulator.url,
		version: env.INSTAGRAM_GRAPH_VERSION,
	};
	await collectAccountDay(ctx, graph);
	await collectSnapshots(ctx, graph);
}

/** Those of the plan that Signalbox does not know yet, oldest first. */
async function missingPosts(
	ctx: Ctx,
	accountId: string,
	plan: readonly PastPost[],
): Promise<PastPost[]> {
	const [first, last] = [plan[0], plan.at(-1)];
	if (!first || !last) return [];
	const span = { accountId, from: first.at, to: addMs(last.at, 1) };
	const live = await readLivePosts(ctx, span);
	const known = new Set(live.map((post) => post.publishedAt));
	return plan.filter(({ at }) => !known.has(at.toISOString()));
}

const worldOf = (env: Env, emulator: RunningEmulator): HistoryWorld => ({
	emulator,
	media: openMediaStore(env),
	graphUrl: env.INSTAGRAM_GRAPH_URL,
	mediaUrl: env.PUBLIC_MEDIA_BASE_URL ?? addressOf(env),
});

/** Where the web application will be found. */
export const addressOf = (env: Env): string =>
	env.NEXTAUTH_URL ?? `http://127.0.0.1:${env.PORT}`;
