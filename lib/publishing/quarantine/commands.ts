import { z } from "zod";
import type { AuditEvent } from "@/lib/audit/event";
import { can } from "@/lib/auth/actor";
import { command, type Outcome, type Scene } from "@/lib/command";
import {
	quarantineMedia,
	releaseMedia,
} from "@/lib/content/commands-quarantine";
import { AppError } from "@/lib/core/errors";
import type { NonEmpty } from "@/lib/core/non-empty";
import { Reason } from "@/lib/core/reason";
import { pullBrake } from "@/lib/db/stop-lock";
import { isUnsent, type PostState } from "@/lib/publishing/post/model";
import { placeOfPost } from "@/lib/publishing/post/scope";
import {
	loadPost,
	lockPost,
	movePost,
	NO_JSON,
	NO_LEASE,
	type PostOnAccount,
} from "@/lib/publishing/post/store";
import { sayQuarantine } from "./decide";
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
	place: placeOfPost,
	run: async (scene, { postId, reason }): Promise<Outcome<Quarantined>> => {
		await pullBrake(scene.tx);
		const asked = await loadPost(scene.tx, postId);
		const { accountId, mediaSha256 } = asked;
		if (mediaSha256.length === 0)
			throw new AppError("refused", "this post has no picture of ours");
		const set = await quarantineMedia.inTx(scene, {
			accountId,
			sha256s: [...mediaSha256],
			reason,
		});
		const found = await stopCarriers(scene, mediaSha256, reason);
		const post = found.posts.find(({ id }) => id === postId);
		if (!post) throw new AppError("conflict", "the post changed meanwhile");
		const { sha256s } = set.value;
		const value = { postId, state: post.state, sha256s, ...sort(scene, found) };
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
	scene: Scene,
	sha256s: readonly string[],
	reason: string,
): Promise<Found> {
	const posts: PostOnAccount[] = [];
	const stopped = new Set<string>();
	const audit: AuditEvent[] = [];
	for (const { id } of await listPostsCarrying(scene.tx, sha256s)) {
		const post = await lockPost(scene.tx, id);
		if (!post.mediaSha256.some((sha256) => sha256s.includes(sha256))) continue;
		if (isUnsent(post.state)) {
			stopped.add(id);
			audit.push(await stop(scene, post, reason));
		}
		const state = stopped.has(id) ? "quarantined" : post.state;
		posts.push({ ...post, state });
	}
	return { posts, stopped, audit };
}

async function stop(
	{ tx, actor, now }: Scene,
	post: PostOnAccount,
	reason: string,
): Promise<AuditEvent> {
	await movePost(tx, post, {
		to: "quarantined",
		fault: sayQuarantine({ byName: actor.name, reason }),
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

function sort(scene: Scene, { posts, stopped }: Found) {
	const those = (belongs: (post: PostOnAccount) => boolean): Carriers => {
		const all = posts.filter(belongs);
		const told = all.filter(({ accountId }) =>
			can(scene.actor, "read", { account: accountId }),
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
	{ tx }: Pick<Scene, "tx">,
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
	place: async (scene, { postId }) =>
		(await accountsCarrying(scene, postId)).map((account) => ({ account })),
	run: async (scene, { postId, reason }) => {
		const post = await loadPost(scene.tx, postId);
		const lifted = await releaseMedia.inTx(scene, {
			accountIds: [...(await accountsCarrying(scene, postId))],
			sha256s: [...post.mediaSha256],
			reason,
		});
		const { sha256s } = lifted.value;
		const value = { postId, state: post.state, sha256s };
		return { value, audit: lifted.audit };
	},
});
