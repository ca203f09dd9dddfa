import type { Command } from "commander";
import { collect, parseId } from "@/lib/cli/shell/inputs";
import type { Report } from "@/lib/cli/shell/report";
import type { Call, RunCommand } from "@/lib/cli/shell/session";
import { type CommonOptions, taskOf, verb } from "@/lib/cli/shell/verb";
import { createDeps } from "@/lib/pipeline/deps";
import { editPost } from "@/lib/publishing/edit/edit";
import { readPost } from "@/lib/publishing/queue/views-post";

type Edit = CommonOptions & {
	title?: string;
	caption?: string;
	altText?: string;
	headline?: string;
	kicker?: string;
	point?: string[];
};

export function addPostEdit(posts: Command, run: RunCommand): void {
	verb(posts, {
		name: "edit",
		does: "change a post's words: it is moderated and drawn again, and needs a new approval",
		example:
			"posts edit 01990000-0000-7000-8000-000000000001 --caption 'Better words'",
	})
		.argument("<post>", "its id", parseId)
		.option("--title <text>")
		.option("--caption <text>")
		.option("--alt-text <text>")
		.option("--headline <text>", "the words on the picture")
		.option("--kicker <text>", "the small line on the picture")
		.option("--point <text>", "a point on the picture, repeatable", collect)
		.action((postId: string, options: Edit) =>
			run(taskOf("posts edit", { ...options, postId }), (call) =>
				edit(call, postId, options),
			),
		);
}

async function edit(
	{ ctx, env, demo }: Call,
	postId: string,
	options: Edit,
): Promise<Report> {
	const { output: _, point, ...words } = options;
	const { version } = await readPost(ctx, postId);
	const change = { ...words, ...(point && { points: point }) };
	const edited = await editPost(
		ctx,
		{ ...change, postId, version },
		createDeps(env, { demo }),
	);
	const post = await readPost(ctx, postId);
	return {
		ok: true,
		summary: [
			`post ${postId} is ${post.state}, moderation: ${post.moderation}`,
			...post.heldWhy.map(({ sentence }) => sentence),
		],
		json: { ...edited, state: post.state, moderation: post.moderation },
	};
}
