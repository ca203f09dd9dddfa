import type { Command } from "commander";
import type { Report } from "@/lib/cli/shell/report";
import type { Call, RunCommand } from "@/lib/cli/shell/session";
import { type CommonOptions, taskOf, verb } from "@/lib/cli/shell/verb";
import { readHealth } from "@/lib/jobs/health/views";

export function addHealthCommands(program: Command, run: RunCommand): void {
	verb(program, {
		name: "health-check",
		does: "database, workers, queue, posts due, collectors, tokens, rate limits; exit 1 when degraded",
		example: "health-check --output json",
	}).action((options: CommonOptions) =>
		run(taskOf("health-check", options), health),
	);
}

async function health({ ctx }: Call): Promise<Report> {
	const found = await readHealth(ctx);
	return {
		ok: found.status === "ok",
		summary: [found.status, ...found.reasons],
		json: found,
	};
}
