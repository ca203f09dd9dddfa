import { z } from "zod";
import { type Ctx, demandRead } from "@/lib/command";
import { laterOf } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import { readStandingHalts } from "@/lib/governance/gate/facts";
import { readLiftFacts } from "./facts";
import {
	DEFAULT_SPACING_MINUTES,
	type LiftPreview,
	MAX_SPACING_MINUTES,
	type Missed,
} from "./model";
import { planRelease } from "./release-plan";

const Question = z.object({
	haltId: z.uuid(),
	spacingMinutes: z.coerce
		.number()
		.int()
		.min(1)
		.max(MAX_SPACING_MINUTES)
		.default(DEFAULT_SPACING_MINUTES),
});

/** What lifting a halt would do now, for each choice; null where no such halt stands (any more). */
export async function previewLift(
	ctx: Ctx,
	question: z.input<typeof Question>,
): Promise<LiftPreview | null> {
	const { haltId, spacingMinutes } = Question.parse(question);
	const standing = await readStandingHalts(ctx.db);
	const halt = standing.find(({ id }) => id === haltId);
	if (!halt) return null;
	demandRead(ctx, halt.accountId ? { account: halt.accountId } : "all");
	const now = await appNow(ctx.db);
	const { posts, planned, stillHalted } = await readLiftFacts(
		ctx.db,
		halt,
		now,
	);
	const choose = (missed: Missed) => {
		const rule = { missed, spacingMinutes, planned };
		const { released, skipped, waiting } = planRelease(posts, rule, now);
		return {
			released: released.length,
			lastAt: lastOf(released.map(({ at }) => at)),
			skipped: skipped.length,
			waiting: waiting.length,
		};
	};
	return {
		posts: posts.length,
		choices: {
			shift: choose("shift"),
			skip: choose("skip"),
			ask: choose("ask"),
		},
		stillHalted,
	};
}

const lastOf = (times: readonly Date[]): string | null => {
	const [first, ...rest] = times;
	return first ? rest.reduce(laterOf, first).toISOString() : null;
};
