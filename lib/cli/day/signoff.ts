import type { Command } from "commander";
import { accountIdOf } from "@/lib/cli/shell/inputs";
import type { Report } from "@/lib/cli/shell/report";
import type { Call, RunCommand } from "@/lib/cli/shell/session";
import { type CommonOptions, taskOf, verb } from "@/lib/cli/shell/verb";
import { postSummary, signDay } from "@/lib/signoff/commands";
import { readSignOff } from "@/lib/signoff/views";

type Options = CommonOptions & {
	account?: string;
	postSummary?: boolean;
	status?: boolean;
};

export function addSignOffCommands(program: Command, run: RunCommand): void {
	verb(program, {
		name: "signoff",
		does: "sign the account's day off, or say what blocks it",
		example: "signoff --account acme",
	})
		.option("--account <handle>", "needed where there are several")
		.option("--post-summary", "post the day's summary to the team channel")
		.option("--status", "only say what blocks it")
		.action((options: Options) =>
			run(taskOf("signoff", options), (call) => workOn(call, options)),
		);
}

async function workOn(call: Call, options: Options): Promise<Report> {
	const { ctx } = call;
	const { id: accountId } = await accountIdOf(ctx, options.account);
	if (options.postSummary) {
		const posted = await postSummary(ctx, { accountId });
		return {
			ok: true,
			summary: [`the summary of ${posted.day} is on its way`, posted.text],
			json: posted,
		};
	}
	return options.status ? stands(call, accountId) : sign(call, accountId);
}

async function stands({ ctx }: Call, accountId: string): Promise<Report> {
	const { day, state, blocks, summary } = await readSignOff(ctx, accountId);
	return {
		ok: state !== "blocked",
		summary: [`${day}: ${state}`, ...blocks.map(({ sentence }) => sentence)],
		json: { day, state, blocks, summary },
	};
}

async function sign({ ctx }: Call, accountId: string): Promise<Report> {
	const result = await signDay(ctx, { accountId });
	if (result.kind === "refused")
		return {
			ok: false,
			summary: [
				`${result.day} cannot be signed off:`,
				...result.by.map(({ sentence }) => sentence),
			],
			json: result,
		};
	return {
		ok: true,
		summary: [`${result.day} signed off, snapshot ${result.sha256}`],
		json: result,
	};
}
