import type { Ctx } from "@/lib/command";
import { addMs, MINUTE } from "@/lib/core/time";
import { approvePost, rejectPost } from "@/lib/publishing/approval/commands";
import { saveEdit } from "@/lib/publishing/edit/commands";
import { loadPost } from "@/lib/publishing/post/store";
import { claimPost } from "@/lib/publishing/publish/commands-claim";
import { saveContainer } from "@/lib/publishing/publish/commands-container";
import { commitIntent } from "@/lib/publishing/publish/commands-intent";
import {
	liftQuarantine,
	quarantinePost,
} from "@/lib/publishing/quarantine/commands";
import { enqueuePost } from "@/lib/publishing/queue/commands-enqueue";
import { releasePost } from "@/lib/publishing/queue/commands-hold";
import { pick } from "@/lib/testing/histories/steps/cast";
import {
	type Acts,
	type Answer,
	DONE,
	NOTHING,
	REFUSED,
	type StepOf,
} from "@/lib/testing/histories/steps/step";
import { asked, byPerson, type DatabaseState, demandAccount } from "./state";

const reason = "a history";
const RULES = "rules@1";
const CONTENT = {
	altText: "A loaf on a table",
	picture: {},
};

const captionOf = (text: number): string => `Text ${text} #bakery`;

/** Lets a person do something about the post that the step picks. */
async function about(
	state: DatabaseState,
	{ who, which }: { who: number; which: number },
	work: (ctx: Ctx, postId: string) => Promise<unknown>,
): Promise<Answer> {
	const post = pick(state.posts, which);
	if (!post) return NOTHING;
	return byPerson(state, who, async (ctx) => {
		await work(ctx, post.id);
		return DONE;
	});
}

/** What the screen's edit ends in, with the picture that it drew and the verdict of the rules. */
async function edit(ctx: Ctx, postId: string, text: number): Promise<void> {
	const { version, title, mediaSha256 } = await loadPost(ctx.db, postId);
	const sha256 = mediaSha256[0] ?? "";
	await saveEdit(ctx, {
		...CONTENT,
		postId,
		version,
		title,
		caption: captionOf(text),
		image: { sha256, bytes: 1, modelId: "builtin/render@1" },
		verdict: {
			kind: "pass",
			policyVersion: RULES,
			notes: [],
			inputHash: sha256,
		},
	});
}

export const judgingCommands = {
	edit: (state, step) =>
		about(state, step, (ctx, postId) => edit(ctx, postId, step.text)),
	approve: (state, step) =>
		about(state, step, (ctx, postId) => approvePost(ctx, { postId })),
	reject: (state, step) =>
		about(state, step, (ctx, postId) => rejectPost(ctx, { postId, reason })),
	release: (state, step) =>
		about(state, step, (ctx, postId) => releasePost(ctx, { postId })),
	quarantine: (state, step) =>
		about(state, step, (ctx, postId) =>
			quarantinePost(ctx, { postId, reason }),
		),
	liftQuarantine: (state, step) =>
		about(state, step, (ctx, postId) =>
			liftQuarantine(ctx, { postId, reason }),
		),
} satisfies Partial<Acts<DatabaseState, Promise<Answer>>>;

async function enqueue(
	state: DatabaseState,
	step: StepOf<"post">,
): Promise<Answer> {
	const number = state.posts.length;
	const { postId } = await enqueuePost(state.stage.service("worker"), {
		...CONTENT,
		runId: null,
		accountId: demandAccount(state, step.account),
		slotAt: addMs(state.now, step.slotInMin * MINUTE + number),
		title: `Post ${number}`,
		caption: captionOf(0),
		flags: { isAiGenerated: true },
		mediaSha256: [state.pictures[step.picture] ?? ""],
		templateVersion: "headline@1",
		topic: "bread",
		policyVersion: RULES,
		moderation: "pass",
		moderationNotes: [],
		recovery: step.recovery,
	});
	state.posts.push({ id: postId, lease: null, sent: false });
	return DONE;
}

const containerOf = (postId: string): string => `container of ${postId}`;

async function claim(
	state: DatabaseState,
	{ which, worker: number }: StepOf<"claim">,
): Promise<Answer> {
	const post = pick(state.posts, which);
	const worker = state.workers[number];
	if (!post || !worker) return NOTHING;
	const ctx = state.stage.service("worker");
	return asked(async () => {
		const claimed = await claimPost(ctx, {
			postId: post.id,
			owner: worker.id,
			worker: worker.environment,
		});
		if (claimed.kind !== "live") return { said: claimed.kind };
		const { lease } = claimed.job;
		post.lease = lease;
		const containerId = containerOf(post.id);
		if (claimed.job.post.containerId === null)
			await saveContainer(ctx, { lease, containerId });
		return { said: "claimed" };
	});
}

async function intend(
	state: DatabaseState,
	{ which, worker: number }: StepOf<"intent">,
): Promise<Answer> {
	const post = pick(state.posts, which);
	const worker = state.workers[number];
	if (!post || !worker) return NOTHING;
	const { lease } = post;
	if (!lease) return REFUSED;
	const { db, service } = state.stage;
	return asked(async () => {
		const intended = await commitIntent(service("worker"), {
			lease,
			worker: worker.environment,
			containerId: containerOf(post.id),
			quotaBefore: 0,
			knownMediaIds: [],
			callTimeoutMs: 5000,
		});
		if (intended.kind === "parked") return REFUSED;
		if (intended.kind !== "intended") return { said: intended.kind };
		// The worker goes on to the call.
		post.lease = null;
		post.sent = true;
		const { windowId } = await db.outboundIntent.findUniqueOrThrow({
			where: { id: intended.intentId },
			select: { windowId: true },
		});
		const window = windowId === null ? null : state.windows.indexOf(windowId);
		return { said: "live", window };
	});
}

export const publishingCommands = {
	post: enqueue,
	claim,
	intent: intend,
} satisfies Partial<Acts<DatabaseState, Promise<Answer>>>;
