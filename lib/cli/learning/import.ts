import type { Command } from "commander";
import { accountIdOf, bytesOf } from "@/lib/cli/shell/inputs";
import type { Report } from "@/lib/cli/shell/report";
import type { Call, RunCommand } from "@/lib/cli/shell/session";
import { type CommonOptions, noun, taskOf, verb } from "@/lib/cli/shell/verb";
import { importPosts } from "@/lib/insights/import/commands";
import { decodeText } from "@/lib/insights/import/csv";
import { readPostRows } from "@/lib/insights/import/rows";

type Options = CommonOptions & { account?: string };

export function addImportCommands(program: Command, run: RunCommand): void {
	verb(noun(program, "import", "take over what happened elsewhere"), {
		name: "posts",
		does: "import past posts with their metrics: all of a file or nothing of it",
		example: "import posts posts.csv --account acme",
	})
		.argument("<file>", "CSV with Caption and metrics: Reach, Likes, Saves …")
		.option("--account <handle>", "needed where there are several")
		.action((file: string, options: Options) =>
			run(taskOf("import posts", { ...options, file }), (call) =>
				importFile(call, file, options.account),
			),
		);
}

async function importFile(
	{ ctx }: Call,
	file: string,
	account: string | undefined,
): Promise<Report> {
	const { id: accountId, handle } = await accountIdOf(ctx, account);
	const { rows, faults } = readPostRows(decodeText(await bytesOf(file)));
	if (faults.length > 0)
		return {
			ok: false,
			summary: [
				`nothing imported: ${faults.length} lines cannot be read`,
				...faults.map(({ line, fault }) => `line ${line}: ${fault}`),
			],
			json: { imported: 0, skipped: [], faults },
		};
	const { imported, skipped } = await importPosts(ctx, { accountId, rows });
	return {
		ok: true,
		summary: [
			`${imported} posts imported for @${handle}, ${skipped.length} skipped`,
			...skipped.map(({ line, why }) => `line ${line}: ${why}`),
		],
		json: { imported, skipped, faults },
	};
}
