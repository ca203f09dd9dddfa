import type { Command } from "commander";
import {
	accountIdOf,
	accountsOf,
	parseCount,
	parseId,
} from "@/lib/cli/shell/inputs";
import type { Report } from "@/lib/cli/shell/report";
import type { Call, RunCommand } from "@/lib/cli/shell/session";
import { type CommonOptions, noun, taskOf, verb } from "@/lib/cli/shell/verb";
import { resumeRun, startRun } from "@/lib/pipeline/runs/commands";
import { takeOldestRun } from "@/lib/pipeline/runs/to-end";
import { type RefillReport, refill } from "./refill";
import { workOff } from "./run-worker";

type OnTopic = CommonOptions & {
	topic: string;
	new?: boolean;
	account?: string;
};
type Resume = CommonOptions & { worker?: boolean };

export function addPipelineCommands(program: Command, run: RunCommand): void {
	verb(program, {
		name: "enqueue-daily",
		does: "enqueue one pipeline run; once per account, topic and local day",
		example: "enqueue-daily --topic 'ai productivity'",
	})
		.requiredOption("--topic <topic>")
		.option("--new", "another one, whatever today brought")
		.option("--account <handle>", "every active account unless given")
		.action((options: OnTopic) =>
			run(taskOf("enqueue-daily", options), (call) => enqueue(call, options)),
		);
	verb(program, {
		name: "run-worker",
		does: "take the oldest unfinished run of a topic, or a new one, to its end, here and now",
		example: "run-worker --topic 'ai productivity' --output json",
	})
		.requiredOption("--topic <topic>")
		.option("--new", "a new run, whatever is unfinished")
		.option("--account <handle>", "needed where there are several")
		.action((options: OnTopic) =>
			run(taskOf("run-worker", options), async (call) => {
				const { id: accountId } = await accountIdOf(call.ctx, options.account);
				const { runId } = await takeOldestRun(call.ctx, {
					accountId,
					topic: options.topic,
					dedupe: options.new ? "new" : "day",
				});
				return workOff(call, runId, " (--new makes another)");
			}),
		);
	verb(program, {
		name: "refill-queue",
		does: "fill empty slots up to the plan; without a living worker here and now",
		example: "refill-queue --window-hours 24",
	})
		.option("--window-hours <hours>", "how far ahead", parseCount, 24)
		.option("--account <handle>", "every active account unless given")
		.action((options: RefillReport) =>
			run(taskOf("refill-queue", options), (call) => refill(call, options)),
		);
	addRuns(program, run);
}

function addRuns(program: Command, run: RunCommand): void {
	verb(noun(program, "run", "pipeline runs"), {
		name: "resume",
		does: "let a failed run go on from the stage that failed",
		example: "run resume 01990000-0000-7000-8000-000000000001 --worker",
	})
		.argument("<run>", "its id", parseId)
		.option("--worker", "and take it to its end, here and now")
		.action((runId: string, options: Resume) =>
			run(taskOf("run resume", { ...options, runId }), async (call) => {
				const resumed = await resumeRun(call.ctx, { runId });
				if (options.worker) return workOff(call, runId);
				return {
					ok: true,
					summary: [
						`run ${runId} goes on from ${resumed.stage ?? "its start"}`,
					],
					json: resumed,
				};
			}),
		);
}

async function enqueue({ ctx }: Call, options: OnTopic): Promise<Report> {
	const accounts = (await accountsOf(ctx, options.account)).filter(
		({ state }) => options.account !== undefined || state === "active",
	);
	const runs = [];
	for (const { id: accountId, handle } of accounts) {
		const started = await startRun(ctx, {
			accountId,
			topic: options.topic,
			dedupe: options.new ? "new" : "day",
		});
		runs.push({ account: handle, ...started });
	}
	return {
		ok: runs.length > 0,
		summary:
			runs.length > 0
				? runs.map(({ account, runId, created, state }) =>
						created
							? `${account}: run ${runId} enqueued`
							: `${account}: run ${runId} of today is there already (${state})`,
					)
				: ["there is no active account"],
		json: { runs },
	};
}
