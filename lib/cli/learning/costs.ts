import { type Command, Option } from "commander";
import { accountIdOf } from "@/lib/cli/shell/inputs";
import { type Report, tableOr } from "@/lib/cli/shell/report";
import type { Call, RunCommand } from "@/lib/cli/shell/session";
import { type CommonOptions, taskOf, verb } from "@/lib/cli/shell/verb";
import { addMs, DAY } from "@/lib/core/time";
import { readCostReport } from "@/lib/costs/views";
import { appNow } from "@/lib/db/clock";

const DAYS = { daily: 1, weekly: 7, monthly: 30 } as const;
type Options = CommonOptions & { period: keyof typeof DAYS; account?: string };

export function addCostCommands(program: Command, run: RunCommand): void {
	verb(program, {
		name: "cost-report",
		does: "tokens, rendering and storage: what was used and what it cost",
		example: "cost-report --period weekly",
	})
		.addOption(
			new Option("--period <period>")
				.choices(Object.keys(DAYS))
				.default("weekly"),
		)
		.option("--account <handle>", "every account unless given")
		.action((options: Options) =>
			run(taskOf("cost-report", options), (call) => costs(call, options)),
		);
}

async function costs({ ctx }: Call, options: Options): Promise<Report> {
	const to = await appNow(ctx.db);
	const report = await readCostReport(ctx, {
		from: addMs(to, -DAYS[options.period] * DAY),
		to,
		accountId: options.account
			? (await accountIdOf(ctx, options.account)).id
			: undefined,
	});
	const lines = report.bySku.map(
		({ key, quantity, unit, currency, costMicros, unpriced }) => [
			key,
			`${quantity} (price per ${unit})`,
			costMicros === null && unpriced === 0
				? "nothing used"
				: money(costMicros, currency),
		],
	);
	return {
		ok: true,
		summary: [
			`costs from ${report.from} to ${report.to}`,
			...tableOr("nothing was used", lines),
			...report.totals.map(
				(total) => `total ${money(total.costMicros, total.currency)}`,
			),
			...report.bySku
				.filter(({ unpriced }) => unpriced > 0)
				.map(
					({ key, unpriced }) =>
						`${unpriced} uses had no price when they were made; an owner sets one for those to come: ops prices set ${key} --price P --currency C (ops prices list shows what holds)`,
				),
		],
		json: { period: options.period, ...report },
	};
}

const money = (micros: number | null, currency: string | null): string =>
	micros === null
		? "cost unknown"
		: `${(micros / 1_000_000).toFixed(4)} ${currency ?? ""}`;
