import { type Command, Option } from "commander";
import { parseId } from "@/lib/cli/shell/inputs";
import type { Report } from "@/lib/cli/shell/report";
import type { Call, RunCommand } from "@/lib/cli/shell/session";
import { type CommonOptions, taskOf, verb } from "@/lib/cli/shell/verb";
import { AppError } from "@/lib/core/errors";
import { resolveUnknown } from "@/lib/publishing/reconcile/commands-resolve";

type Resolve = CommonOptions & {
	outcome: "published" | "not-published";
	mediaId?: string;
	reason: string;
};

export function addPostResolve(posts: Command, run: RunCommand): void {
	verb(posts, {
		name: "resolve",
		does: "say what became of a post in doubt (unknown, needs_human), after a look at the account",
		example:
			"posts resolve 01990000-0000-7000-8000-000000000001 --outcome published --media-id 17900000000000001 --reason 'it is on the account'",
	})
		.argument("<post>", "its id", parseId)
		.addOption(
			new Option("--outcome <outcome>", "what the account shows")
				.choices(["published", "not-published"])
				.makeOptionMandatory(),
		)
		.option("--media-id <id>", "of the published post, as Instagram numbers it")
		.requiredOption("--reason <text>", "what you saw")
		.action((postId: string, options: Resolve) =>
			run(taskOf("posts resolve", { ...options, postId }), (call) =>
				resolve(call, verdictOf(postId, options)),
			),
		);
}

type Verdict = Parameters<typeof resolveUnknown>[1];

function verdictOf(
	postId: string,
	{ outcome, mediaId, reason }: Resolve,
): Verdict {
	if (outcome === "published" && mediaId !== undefined)
		return { postId, verdict: "published", mediaId, reason };
	if (outcome === "not-published" && mediaId === undefined)
		return { postId, verdict: "not_published", reason };
	throw new AppError(
		"bad_input",
		"--media-id goes with --outcome published, and only with it",
	);
}

async function resolve({ ctx }: Call, verdict: Verdict): Promise<Report> {
	const { postId, state } = await resolveUnknown(ctx, verdict);
	return {
		ok: true,
		summary: [`post ${postId} is ${state}`],
		json: { postId, state },
	};
}
