import { type Command, Option } from "commander";
import { describeAnomaly } from "@/lib/checklists/items-anomalies";
import { accountIdOf } from "@/lib/cli/shell/inputs";
import { type Report, table } from "@/lib/cli/shell/report";
import type { Call, RunCommand } from "@/lib/cli/shell/session";
import { type CommonOptions, taskOf, verb } from "@/lib/cli/shell/verb";
import { parseWindow, readKpiReport } from "@/lib/insights/kpi/views-report";
import type { KpiReport } from "@/lib/insights/model";

type Options = CommonOptions & {
	period: "daily" | "weekly";
	window?: string;
	platform: string;
	account?: string;
};

export function addKpiCommands(program: Command, run: RunCommand): void {
	verb(program, {
		name: "kpi-report",
		does: "KPI snapshot: totals, per post, anomaly flags",
		example: "kpi-report --period weekly --window 7d --platform instagram",
	})
		.addOption(
			new Option("--period <period>")
				.choices(["daily", "weekly"])
				.default("daily"),
		)
		.option("--window <window>", "24h or 7d; the period's own unless given")
		.addOption(
			new Option("--platform <platform>")
				.choices(["instagram"])
				.default("instagram"),
		)
		.option("--account <handle>", "every account unless given")
		.action((options: Options) =>
			run(taskOf("kpi-report", options), (call) => report(call, options)),
		);
}

async function report({ ctx }: Call, options: Options): Promise<Report> {
	const { period, window, account } = options;
	const kpis = await readKpiReport(ctx, {
		period,
		...(window && { windowMs: parseWindow(window) }),
		...(account && { accountId: (await accountIdOf(ctx, account)).id }),
	});
	return {
		ok: true,
		summary: [
			`${period} KPIs from ${kpis.from} to ${kpis.to} (days by ${kpis.zone})`,
			...kpis.accounts.flatMap(linesOf),
		],
		json: kpis,
	};
}

const figure = (value: number | null): string =>
	value === null ? "no data" : String(value);

function linesOf(account: KpiReport["accounts"][number]): string[] {
	const { saves, shares, profileClicks } = account.totals;
	return [
		`@${account.handle}: ${account.daysWithData} of ${account.points.length} days with data; saves ${figure(saves)}, shares ${figure(shares)}, profile clicks ${figure(profileClicks)}`,
		...account.points
			.filter(({ state }) => state === "counting")
			.map(({ day, reason }) => `  ${day}: ${reason}`),
		...table(
			account.posts.map(({ title, age, metrics }) => [
				`  ${title}`,
				`reach ${figure(metrics.reach)}`,
				`saves ${figure(metrics.saves)}`,
				age ? `at ${age}` : "no snapshot yet",
			]),
		),
		...account.anomalies.map(
			(anomaly) => `  anomaly: ${describeAnomaly(anomaly)}`,
		),
	];
}
