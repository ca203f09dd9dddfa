import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Command } from "commander";
import { issuesOf } from "@/lib/cli/shell/failure";
import { bytesOf } from "@/lib/cli/shell/inputs";
import type { Report } from "@/lib/cli/shell/report";
import type { Call, RunCommand } from "@/lib/cli/shell/session";
import { type CommonOptions, noun, taskOf, verb } from "@/lib/cli/shell/verb";
import {
	activateModerationRules,
	NewRules,
} from "@/lib/content/commands-rules";
import { loadActiveRules } from "@/lib/content/views-moderation";
import { AppError, messageOf } from "@/lib/core/errors";
import { decodeText } from "@/lib/insights/import/csv";

type Show = CommonOptions & { out?: string };

export function addModerationCommands(program: Command, run: RunCommand): void {
	const moderation = noun(program, "moderation", "what posts are judged by");
	verb(moderation, {
		name: "show",
		does: "show the active moderation rules, as the JSON that activate takes",
		example: "moderation show --out rules.json",
	})
		.option("--out <file>", "write them to a file instead")
		.action((options: Show) =>
			run(taskOf("moderation show", options), (call) =>
				show(call, options.out),
			),
		);
	verb(moderation, {
		name: "activate",
		does: "judge posts by the rules of a file from now on; they need a version of their own",
		example: "moderation activate rules.json",
	})
		.argument("<file>", "JSON, as moderation show writes it")
		.addHelpText(
			"after",
			"\n\nIt takes a compliance lead: set SIGNALBOX_TOKEN (scope govern).",
		)
		.action((file: string, options: CommonOptions) =>
			run(taskOf("moderation activate", { ...options, file }), (call) =>
				activate(call, file),
			),
		);
}

async function show({ ctx }: Call, out: string | undefined): Promise<Report> {
	const { version, rules } = await loadActiveRules(ctx);
	const text = JSON.stringify(rules, null, 2);
	if (out === undefined)
		return { ok: true, summary: [text], json: { version, rules } };
	const path = resolve(out);
	await writeFile(path, `${text}\n`);
	return {
		ok: true,
		summary: [`moderation rules ${version} written to ${path}`],
		json: { version, path },
	};
}

async function activate({ ctx }: Call, file: string): Promise<Report> {
	const { data, error } = NewRules.safeParse(await readJson(file));
	if (error) {
		const faults = issuesOf(error);
		return {
			ok: false,
			summary: [`nothing activated: ${faults.length} faults`, ...faults],
			json: { faults },
		};
	}
	const { version, before } = await activateModerationRules(ctx, data);
	return {
		ok: true,
		summary: [
			`moderation rules ${version} are active${before ? `, in the place of ${before}` : ""}`,
		],
		json: { version, before },
	};
}

async function readJson(file: string): Promise<unknown> {
	const text = decodeText(await bytesOf(file));
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw new AppError(
			"bad_input",
			`${file} is no JSON: ${messageOf(cause)}`,
			{},
			cause,
		);
	}
}
