import type { Command } from "commander";
import { parseId } from "@/lib/cli/shell/inputs";
import type { Report } from "@/lib/cli/shell/report";
import type { RunCommand } from "@/lib/cli/shell/session";
import { type CommonOptions, taskOf, verb } from "@/lib/cli/shell/verb";
import {
	liftQuarantine,
	quarantinePost,
} from "@/lib/publishing/quarantine/commands";
import {
	type Carriers,
	countOf,
	type Quarantined,
} from "@/lib/publishing/quarantine/model";

type Reasoned = CommonOptions & { reason: string };

const AN_ID = "01990000-0000-7000-8000-000000000001";

export function addPostQuarantine(posts: Command, run: RunCommand): void {
	verb(posts, {
		name: "quarantine",
		does: "quarantine a post's picture: every unsent post that carries it stops, on every account",
		example: `posts quarantine ${AN_ID} --reason 'the picture is not ours'`,
	})
		.argument("<post>", "its id", parseId)
		.requiredOption("--reason <text>")
		.action((postId: string, options: Reasoned) =>
			run(taskOf("posts quarantine", { ...options, postId }), async ({ ctx }) =>
				report(await quarantinePost(ctx, { postId, reason: options.reason })),
			),
		);
	verb(posts, {
		name: "unquarantine",
		does: "lift the quarantine of a post's picture; its posts stay stopped until they are requeued",
		example: `posts unquarantine ${AN_ID} --reason 'the licence is found'`,
	})
		.argument("<post>", "its id", parseId)
		.requiredOption("--reason <text>")
		.action((postId: string, options: Reasoned) =>
			run(
				taskOf("posts unquarantine", { ...options, postId }),
				async ({ ctx }) => {
					const { reason } = options;
					const lifted = await liftQuarantine(ctx, { postId, reason });
					const next =
						lifted.state === "quarantined"
							? "; requeue it into a new slot, and have it approved again"
							: "";
					return {
						ok: true,
						summary: [
							`the quarantine is lifted; post ${postId} is ${lifted.state}${next}`,
						],
						json: lifted,
					};
				},
			),
		);
}

function report(done: Quarantined): Report {
	const { postId, state, stopped, inFlight, live } = done;
	return {
		ok: true,
		summary: [
			`post ${postId} is ${state}; its picture is quarantined`,
			`posts stopped: ${countOf(stopped)}`,
			...name(stopped),
			`left before, may still go out: ${countOf(inFlight)}`,
			...name(inFlight),
			`live: ${countOf(live)}${countOf(live) > 0 ? "; Signalbox cannot delete a post: delete it in Instagram" : ""}`,
			...name(live),
		],
		json: done,
	};
}

const name = ({ posts, elsewhere }: Carriers): string[] => [
	...posts.map(
		({ postId, handle, title, permalink }) =>
			`  ${postId} @${handle} “${title}”${permalink ? ` ${permalink}` : ""}`,
	),
	...(elsewhere > 0 ? [`  ${elsewhere} on accounts that you do not see`] : []),
];
