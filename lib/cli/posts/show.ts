import { accountsOf } from "@/lib/cli/shell/inputs";
import { type Report, tableOr } from "@/lib/cli/shell/report";
import type { Call } from "@/lib/cli/shell/session";
import { addMs, HOUR } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import { listQueue, type PostView } from "@/lib/publishing/queue/views";
import { readPost } from "@/lib/publishing/queue/views-post";

/** The posts whose slot is within so many hours of now, back and ahead. */
export async function listPostsVerb(
	{ ctx }: Call,
	{ account, hours }: { account?: string; hours: number },
): Promise<Report> {
	const now = await appNow(ctx.db);
	const span = {
		from: addMs(now, -hours * HOUR),
		to: addMs(now, hours * HOUR),
	};
	const posts: PostView[] = [];
	for (const { id: accountId } of await accountsOf(ctx, account))
		posts.push(...(await listQueue(ctx, { accountId, ...span })));
	return {
		ok: true,
		summary: tableOr(
			`no post within ${hours} h`,
			posts.map((post) => [
				post.id,
				`@${post.handle}`,
				post.slotAt,
				post.state,
				post.approval.kind,
				post.title,
			]),
		),
		json: { posts },
	};
}

export async function showPost({ ctx }: Call, id: string): Promise<Report> {
	const post = await readPost(ctx, id);
	return {
		ok: true,
		summary: [
			`${post.title} (@${post.handle}, ${post.state}, slot ${post.slotAt})`,
			...post.heldWhy.map(({ sentence }) => `held: ${sentence}`),
			...(post.fault ? [`fault: ${post.fault}`] : []),
			...(post.waitsFor ? [`waits: ${post.waitsFor}`] : []),
			...post.decisions.flatMap(({ at, mode, reasons }) =>
				reasons.map((reason) => `${at} ${mode}: ${reason}`),
			),
			post.caption,
		],
		json: { post },
	};
}
