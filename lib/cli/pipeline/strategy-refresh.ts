import type { Command } from "commander";
import type { Report } from "@/lib/cli/shell/report";
import type { Call, RunCommand } from "@/lib/cli/shell/session";
import { type CommonOptions, taskOf, verb } from "@/lib/cli/shell/verb";
import { refreshBacklogs } from "@/lib/learning/refresh-backlogs";
import { createDeps } from "@/lib/pipeline/deps";
import { refreshSources } from "@/lib/pipeline/sources/refresh";

export function addStrategyRefresh(program: Command, run: RunCommand): void {
	verb(program, {
		name: "strategy-refresh",
		does: "read every trend source now, and renew each account's backlog of hypotheses",
		example: "strategy-refresh",
	}).action((options: CommonOptions) =>
		run(taskOf("strategy-refresh", options), refresh),
	);
}

async function refresh({ ctx, env, demo }: Call): Promise<Report> {
	const deps = createDeps(env, { demo });
	const refreshed = await refreshSources(ctx, { deps });
	const accounts = await refreshBacklogs(ctx);
	const sum = (countOf: (one: (typeof accounts)[number]) => number): number =>
		accounts.reduce((total, one) => total + countOf(one), 0);
	const hypotheses = {
		added: sum(({ added }) => added.length),
		seenAgain: sum(({ seenAgain }) => seenAgain.length),
		open: sum(({ open }) => open),
		accounts,
	};
	const { read, unchanged, failed } = refreshed;
	return {
		ok: failed.length === 0,
		summary: [
			`${read} sources read, ${unchanged} unchanged, ${failed.length} failed`,
			...failed.map(({ name, fault }) => `${name}: ${fault}`),
			`hypotheses: ${hypotheses.added} added, ${hypotheses.seenAgain} seen again, ${hypotheses.open} open`,
			...accounts.flatMap(({ account, added }) =>
				added.map((topic) => `${account}: ${topic}`),
			),
		],
		json: { ...refreshed, hypotheses },
	};
}
