import { type Command, InvalidArgumentError } from "commander";
import { parseDuration } from "@/lib/cli/shell/inputs";
import { type Report, table } from "@/lib/cli/shell/report";
import type { Call, RunCommand } from "@/lib/cli/shell/session";
import { type CommonOptions, taskOf, verb } from "@/lib/cli/shell/verb";
import { DAY } from "@/lib/core/time";
import { applyRanking } from "@/lib/learning/commands";
import type { RankedTemplate } from "@/lib/learning/rank";
import { readRanking } from "@/lib/learning/views";

type Options = CommonOptions & { period: number; apply?: boolean };

const MAX_DAYS = 365;

function parseDays(text: string): number {
	const days = parseDuration(text) / DAY;
	if (Number.isInteger(days) && days <= MAX_DAYS) return days;
	throw new InvalidArgumentError(
		`whole days are needed, at most ${MAX_DAYS}d.`,
	);
}

export function addLearningCommands(program: Command, run: RunCommand): void {
	verb(program, {
		name: "template-rank",
		does: "rank templates by what their posts reached; --apply promotes and retires",
		example: "template-rank --period 30d",
	})
		.option("--period <days>", "how far back", parseDays, 30)
		.option("--apply", "make it the strategy, when the data carry it")
		.action((options: Options) =>
			run(taskOf("template-rank", options), (call) => rank(call, options)),
		);
}

const cells = (one: RankedTemplate): string[] => [
	one.template,
	`n=${one.n}`,
	`reach ${one.meanReach}`,
	`effect ${one.effect.toFixed(3)} (${one.low.toFixed(3)} to ${one.high.toFixed(3)})`,
	one.eligible ? "" : "too few",
];

async function rank({ ctx }: Call, options: Options): Promise<Report> {
	const { period: days } = options;
	const ranking = await readRanking(ctx, { days });
	const applied = options.apply ? await applyRanking(ctx, { days }) : null;
	const { promote, retire, why, posts, postsWithout, age } = ranking;
	return {
		ok: true,
		summary: [
			`${posts} posts of ${days} days with reach at ${age}, ${postsWithout} without`,
			...table(ranking.templates.map(cells)),
			why ?? `promote ${promote.join(", ")}; retire ${retire.join(", ")}`,
			...(applied ? [`strategy ${applied.version} is active`] : []),
		],
		json: { ...ranking, applied },
	};
}
