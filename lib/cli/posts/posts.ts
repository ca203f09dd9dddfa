import type { Command } from "commander";
import {
	accountIdOf,
	parseCount,
	parseId,
	parseInstant,
} from "@/lib/cli/shell/inputs";
import type { Report } from "@/lib/cli/shell/report";
import type { Call, RunCommand } from "@/lib/cli/shell/session";
import { type CommonOptions, noun, taskOf, verb } from "@/lib/cli/shell/verb";
import { approvePost, rejectPost } from "@/lib/publishing/approval/commands";
import { holdPost, releasePost } from "@/lib/publishing/queue/commands-hold";
import { replayFailed } from "@/lib/publishing/queue/commands-replay";
import {
	publishNext,
	requeuePost,
	reschedulePost,
} from "@/lib/publishing/queue/commands-slot";
import { addPostEdit } from "./edit";
import { addPostQuarantine } from "./quarantine";
import { addPostResolve } from "./resolve";
import { listPostsVerb, showPost } from "./show";

type Reasoned = CommonOptions & { reason: string };
type Slotted = CommonOptions & { at: string };
type List = CommonOptions & { account?: string; hours: number };
type Replay = CommonOptions & { sinceHours: number; account?: string };

const AN_ID = "01990000-0000-7000-8000-000000000001";

export function addPostCommands(program: Command, run: RunCommand): void {
	const posts = noun(program, "posts", "planned posts");
	addReads(posts, run);
	addPostEdit(posts, run);
	addPostResolve(posts, run);
	addPostQuarantine(posts, run);
	addVerdicts(posts, run);
	addMoves(posts, run);
	addSlots(posts, run);
	addReplay(program, run);
}

type Act = {
	name: string;
	does: string;
	flags?: string;
	work: (call: Call, postId: string) => Promise<{ state: string }>;
};

/** A subcommand on one post that takes nothing but the post. */
function act(posts: Command, run: RunCommand, { name, does, work }: Act): void {
	verb(posts, { name, does, example: `posts ${name} ${AN_ID}` })
		.argument("<post>", "its id", parseId)
		.action((postId: string, options: CommonOptions) =>
			run(taskOf(`posts ${name}`, { ...options, postId }), async (call) =>
				moved(postId, await work(call, postId)),
			),
		);
}

const moved = (
	postId: string,
	value: { state: string } & Record<string, unknown>,
): Report => ({
	ok: true,
	summary: [`post ${postId} is ${value.state}`],
	json: { postId, ...value },
});

function addReads(posts: Command, run: RunCommand): void {
	verb(posts, {
		name: "list",
		does: "the posts of the next hours",
		example: "posts list --hours 24",
	})
		.option("--account <handle>", "every account unless given")
		.option("--hours <hours>", "how far ahead, and back", parseCount, 24)
		.action((options: List) =>
			run(taskOf("posts list", options), (call) =>
				listPostsVerb(call, options),
			),
		);
	verb(posts, {
		name: "show",
		does: "everything about one post",
		example: `posts show ${AN_ID} --output json`,
	})
		.argument("<post>", "its id", parseId)
		.action((postId: string, options: CommonOptions) =>
			run(taskOf("posts show", { ...options, postId }), (call) =>
				showPost(call, postId),
			),
		);
}

function addVerdicts(posts: Command, run: RunCommand): void {
	act(posts, run, {
		name: "approve",
		does: "approve a post exactly as it stands",
		work: ({ ctx }, postId) => approvePost(ctx, { postId }),
	});
	verb(posts, {
		name: "reject",
		does: "reject a post; it is cancelled",
		example: `posts reject ${AN_ID} --reason 'wrong product'`,
	})
		.argument("<post>", "its id", parseId)
		.requiredOption("--reason <text>")
		.action((postId: string, options: Reasoned) =>
			run(taskOf("posts reject", { ...options, postId }), async ({ ctx }) =>
				moved(
					postId,
					await rejectPost(ctx, { postId, reason: options.reason }),
				),
			),
		);
}

function addMoves(posts: Command, run: RunCommand): void {
	verb(posts, {
		name: "hold",
		does: "hold an unsent post",
		example: `posts hold ${AN_ID} --reason 'ask legal'`,
	})
		.argument("<post>", "its id", parseId)
		.requiredOption("--reason <text>")
		.action((postId: string, options: Reasoned) =>
			run(taskOf("posts hold", { ...options, postId }), async ({ ctx }) =>
				moved(postId, await holdPost(ctx, { postId, reason: options.reason })),
			),
		);
	act(posts, run, {
		name: "release",
		does: "let a held post go back to the queue",
		work: ({ ctx }, postId) => releasePost(ctx, { postId }),
	});
	act(posts, run, {
		name: "publish-next",
		does: "make a queued post due now; it needs an approval for its new slot",
		work: ({ ctx }, postId) => publishNext(ctx, { postId }),
	});
}

function addSlots(posts: Command, run: RunCommand): void {
	const slot = (
		name: "reschedule" | "requeue",
		does: string,
		work: typeof reschedulePost | typeof requeuePost,
	) =>
		verb(posts, {
			name,
			does,
			example: `posts ${name} ${AN_ID} --at 2026-11-24T18:00:00+01:00`,
		})
			.argument("<post>", "its id", parseId)
			.requiredOption("--at <time>", "the new slot", parseInstant)
			.action((postId: string, options: Slotted) =>
				run(taskOf(`posts ${name}`, { ...options, postId }), async ({ ctx }) =>
					moved(postId, await work(ctx, { postId, slotAt: options.at })),
				),
			);
	slot("reschedule", "give a queued or held post another slot", reschedulePost);
	slot(
		"requeue",
		"give a simulated, failed, expired or once quarantined post a new slot",
		requeuePost,
	);
}

function addReplay(program: Command, run: RunCommand): void {
	verb(program, {
		name: "replay-failed",
		does: "retry failed publish tasks; twice replays nothing twice",
		example: "replay-failed --since-hours 24",
	})
		.option("--since-hours <hours>", "how far back", parseCount, 24)
		.option("--account <handle>", "every account unless given")
		.action((options: Replay) =>
			run(taskOf("replay-failed", options), async ({ ctx }) => {
				const { sinceHours, account } = options;
				const report = await replayFailed(ctx, {
					sinceHours,
					...(account && { accountId: (await accountIdOf(ctx, account)).id }),
				});
				const { requested, replayed, skipped, stillFailed } = report;
				return {
					ok: true,
					summary: [
						`requested ${requested}, replayed ${replayed.length}, skipped ${skipped.length}, still failed ${stillFailed}`,
						...skipped.map(({ title, why }) => `skipped “${title}”: ${why}`),
					],
					json: report,
				};
			}),
		);
}
