import { readAccountFacts } from "@/lib/accounts/facts";
import type { CommandContext, Ctx } from "@/lib/command";
import { flagModeration } from "@/lib/content/commands-trace";
import {
	type ModerationResult,
	moderateOrHold,
} from "@/lib/content/moderation/moderate";
import { readActiveRules } from "@/lib/content/views-moderation";
import type { Json } from "@/lib/core/canonical-json";
import { addMs, DAY } from "@/lib/core/time";
import type { Run } from "@/lib/pipeline/model";
import { storable } from "@/lib/pipeline/storable";
import { outputOf } from "./outputs";
import type { Situation, Stage } from "./stage";
import { listCaptions } from "./store-slots";

/** How far back a caption counts as a repetition (§5). */
const DUPLICATE_DAYS = 90;

/** What the account itself asks of its words, beside the rules. */
async function readBounds(ctx: Ctx, { accountId }: Run) {
	const { brand, aiDisclosure } = await readAccountFacts(ctx.db, accountId);
	const { bannedWords, bannedClaims, allowedLinkHosts, language } = brand;
	return {
		flags: { aiDisclosure },
		brand: { bannedWords, bannedClaims, allowedLinkHosts },
		language,
	};
}

async function judge({
	ctx,
	run,
	outputs,
	now,
}: Situation): Promise<ModerationResult> {
	const rules = await readActiveRules(ctx.db);
	const earlier = await listCaptions(
		ctx.db,
		run.accountId,
		addMs(now, -DUPLICATE_DAYS * DAY),
	);
	const draft = outputOf(outputs, "draft");
	return moderateOrHold(
		{
			caption: draft.caption,
			altText: draft.altText,
			hashtags: [],
			imageText: [draft.kicker, draft.hook, ...draft.points].join("\n"),
			recentCaptions: earlier.map(({ caption }) => caption),
			...(await readBounds(ctx, run)),
		},
		rules?.rules,
	);
}

async function recordVerdict(
	context: CommandContext,
	run: Run,
	result: ModerationResult,
) {
	const { audit } = await flagModeration.inTx(context, {
		accountId: run.accountId,
		runId: run.id,
		postId: null,
		version: result.policyVersion,
		verdict: result.verdict,
		findings: result.findings as Json[],
		inputHash: result.inputHash,
	});
	return audit;
}

const sentenceOf = ({ findings }: ModerationResult): string =>
	`moderation rejects the draft: ${findings
		.filter(({ severity }) => severity === "reject")
		.map(({ message, excerpt }) =>
			excerpt ? `${message} (“${excerpt}”)` : message,
		)
		.join("; ")}`;

/** Judges the words by the active rules. Where that is impossible the post is held, never passed. */
export const moderateStage: Stage<"moderate"> = {
	name: "moderate",
	version: 1,
	keyOf: async ({ ctx, run, outputs }) => ({
		draft: outputOf(outputs, "draft").sha256,
		bounds: await readBounds(ctx, run),
		rules: (await readActiveRules(ctx.db))?.version ?? null,
	}),
	prepare: async (situation) => {
		const { run } = situation;
		const result = storable(await judge(situation));
		return async () => ({
			usage: [],
			save: async (context) => ({
				output: {
					verdict: result.verdict,
					version: result.policyVersion,
					findings: result.findings,
				},
				audit: await recordVerdict(context, run, result),
			}),
			...(result.verdict === "reject" ? { stop: sentenceOf(result) } : {}),
		});
	},
};
