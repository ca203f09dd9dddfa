import { accountIdOf } from "@/lib/cli/shell/inputs";
import { type Report, table } from "@/lib/cli/shell/report";
import type { Call } from "@/lib/cli/shell/session";
import { AppError } from "@/lib/core/errors";
import { readPanel } from "@/lib/governance/panel/views";
import { explainGate } from "@/lib/governance/panel/views-mode";
import { readSignals } from "@/lib/governance/signals/decide";
import { explainPost } from "@/lib/publishing/decisions/views-explain";
import { liftHalt } from "@/lib/publishing/lift/commands";
import { describeLifted, type Missed } from "@/lib/publishing/lift/model";

export type Resume = {
	halt?: string;
	reason: string;
	missed?: Missed;
	spacingMinutes?: number;
};

/** Lifts the named halt, or the only one that stands, and lists what became of the posts that it held. */
export async function resume(
	{ ctx }: Call,
	{ halt, reason, ...choice }: Resume,
): Promise<Report> {
	const { halts } = await readPanel(ctx);
	const [only, ...others] = halts;
	if (!halt && others.length > 0)
		throw new AppError(
			"bad_input",
			`say which with --halt: ${halts.map(({ id, reason: why }) => `${id} (${why})`).join(", ")}`,
		);
	const haltId = halt ?? only?.id;
	if (!haltId) throw new AppError("not_found", "no halt stands");
	const { missed, spacingMinutes } = choice;
	const lifted = await liftHalt(ctx, {
		haltId,
		reason,
		...(missed && { missed }),
		...(spacingMinutes && { spacingMinutes }),
	});
	const rows = [
		...lifted.released.map((post) => ["released", post, post.at] as const),
		...lifted.skipped.map((post) => ["skipped", post, ""] as const),
		...lifted.waiting.map((post) => ["waits", post, post.why] as const),
	];
	return {
		ok: true,
		summary: [
			`halt ${haltId} lifted`,
			...describeLifted(lifted),
			...table(
				rows.map(([what, { postId, account, title }, more]) => [
					what,
					postId,
					`@${account}`,
					title,
					more,
				]),
			),
		],
		json: { haltId, ...lifted },
	};
}

export async function explain(
	{ ctx, env }: Call,
	question: { account?: string; post?: string; withEnvironment?: boolean },
): Promise<Report> {
	const given = question.withEnvironment
		? { environment: readSignals(env) }
		: {};
	const answer = question.post
		? await explainPost(ctx, { postId: question.post, ...given })
		: await explainGate(ctx, {
				accountId: (await accountIdOf(ctx, question.account)).id,
				...given,
			});
	const { mode, reasons, callsStop } = answer;
	const waits = callsStop ? [`waits: ${callsStop.sentence}`] : [];
	return {
		ok: true,
		summary: [mode, ...reasons, ...waits],
		json: answer,
	};
}
