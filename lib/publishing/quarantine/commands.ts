import { z } from "zod";
import type { AuditEvent } from "@/lib/audit/event";
import { can } from "@/lib/auth/actor";
import { type CommandContext, command, type Outcome } from "@/lib/command";
import {
	quarantineMedia,
	releaseMedia,
} from "@/lib/content/commands-quarantine";
import { AppError } from "@/lib/core/errors";
import { NO_LEASE } from "@/lib/core/lease";
import type { NonEmpty } from "@/lib/core/non-empty";
import { Reason } from "@/lib/core/reason";
import { lockStops } from "@/lib/db/stop-lock";
import { isUnsent, type PostState } from "@/lib/publishing/post/model";
import { scopeOfPost } from "@/lib/publishing/post/scope";
import {
	loadPost,
	lockPost,
	movePost,
	NO_JSON,
	type PostOnAccount,
} from "@/lib/publishing/post/store";
import { describeQuarantine } from "./decide";
import type { Carrier, Carriers, Quarantined } from "./model";
import { listPostsCarrying } from "./store";

const OnPost = z.object({ postId: z.uuid(), reason: Reason });

const MAYBE_SENT: readonly PostState[] = [
	"publishing",
	"unknown",
	"needs_human",
];

/**
 * Quarantines a post's picture by its bytes: every unsent post of any account that carries them stops at
 * once, and no intent commits after (R3). Throws `conflict` when it is quarantined already.
 */
export const quarantinePost = command({
	permission: "quarantine:set",
	input: OnPost,
	scope: scopeOfPost,
	run: async (context, { postId, reason }): Promise<Outcome<Quarantined>> => {
		await lockStops(context.tx);
		const asked = await loadPost(context.tx, postId);
		const { accountId, mediaSha256 } = asked;
		if (mediaSha256.length === 0)
			throw new AppError("refused", "this post has no picture of ours");
		const set = await quarantineMedia.inTx(context, {
			accountId,
			sha256s: [...mediaSha256],
			reason,
		});
		const found = await stopCarriers(context, mediaSha256, reason);
		const post = found.posts.find(({ id }) => id === postId);
		if (!post) throw new AppError("conflict", "the post changed meanwhile");
		const { sha256s } = set.value;
		const value = {
			postId,
			state: post.state,
			sha256s,
			...sort(context, found),
		};
		// The post's own event last: it is the one that a receipt shows.
		return { value, audit: [...set.audit, ...found.audit] };
	},
});

type Found = {
	/** As they are now. */
	posts: PostOnAccount[];
	stopped: ReadonlySet<string>;
	audit: AuditEvent[];
};

/** Locks every post with these bytes, in order of id, and stops those that are not sent. */
async function stopCarriers(
	context: CommandContext,
	sha256s: readonly string[],
	reason: string,
): Promise<Found> {
	const posts: PostOnAccount[] = [];
	const stopped = new Set<string>();
	const audit: AuditEvent[] = [];
	for (const { id } of await listPostsCarrying(context.tx, sha256s)) {
		const post = await lockPost(context.tx, id);
		if (!post.mediaSha256.some((sha256) => sha256s.includes(sha256))) continue;
		if (isUnsent(post.state)) {
			stopped.add(id);
			audit.push(await stop(context, post, reason));
		}
		const state = stopped.has(id) ? "quarantined" : post.state;
		posts.push({ ...post, state });
	}
	return { posts, stopped, audit };
}

async function stop(
	{ tx, actor, now }: CommandContext,
	post: PostOnAccount,
	reason: string,
): Promise<AuditEvent> {
	await movePost(tx, post, {
		to: "quarantined",
		fault: describeQuarantine({ byName: actor.name, reason }),
		finishedAt: now,
		heldWhy: NO_JSON,
		nextAttemptAt: null,
		...NO_LEASE,
	});
	return {
		action: "post.quarantine",
		subject: { type: "post", id: post.id },
		accountId: post.accountId,
		reason,
		before: { state: post.state },
		after: { state: "quarantined" },
	};
}

function sort(context: CommandContext, { posts, stopped }: Found) {
	const those = (belongs: (post: PostOnAccount) => boolean): Carriers => {
		const all = posts.filter(belongs);
		const told = all.filter(({ accountId }) =>
			can(context.actor, "read", { account: accountId }),
		);
		return { posts: told.map(toCarrier), elsewhere: all.length - told.length };
	};
	return {
		stopped: those(({ id }) => stopped.has(id)),
		inFlight: those(({ state }) => MAYBE_SENT.includes(state)),
		live: those(({ state }) => state === "published"),
	};
}

const toCarrier = (post: PostOnAccount): Carrier => ({
	postId: post.id,
	accountId: post.accountId,
	handle: post.account.handle,
	title: post.title,
	state: post.state,
	permalink: post.permalink,
});

/** The accounts whose posts carry a post's picture, its own first. */
async function accountsCarrying(
	{ tx }: Pick<CommandContext, "tx">,
	postId: string,
): Promise<NonEmpty<string>> {
	const { accountId, mediaSha256 } = await loadPost(tx, postId);
	const carrying = await listPostsCarrying(tx, mediaSha256);
	const others = new Set(carrying.map((post) => post.accountId));
	others.delete(accountId);
	return [accountId, ...others];
}

/**
 * Ends the quarantine of a post's picture, on every account that uses it. The stopped posts stay
 * quarantined until somebody requeues them. Throws `conflict` when none stands.
 */
export const liftQuarantine = command({
	permission: "quarantine:lift",
	input: OnPost,
	scope: async (context, { postId }) =>
		(await accountsCarrying(context, postId)).map((account) => ({ account })),
	run: async (context, { postId, reason }) => {
		const post = await loadPost(context.tx, postId);
		const lifted = await releaseMedia.inTx(context, {
			accountIds: [...(await accountsCarrying(context, postId))],
			sha256s: [...post.mediaSha256],
			reason,
		});
		const { sha256s } = lifted.value;
		const value = { postId, state: post.state, sha256s };
		return { value, audit: lifted.audit };
	},
});
