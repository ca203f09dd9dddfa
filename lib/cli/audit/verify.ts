import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import type { ChainVerdict } from "@/lib/audit/verify/chain";
import type { DatabaseVerdict } from "@/lib/audit/verify/database";
import { verifyDatabase } from "@/lib/audit/verify/database";
import { verifyExport } from "@/lib/audit/verify/export";
import type { RunAlone } from "@/lib/cli/shell/alone";
import type { Report } from "@/lib/cli/shell/report";
import type { Call, RunCommand } from "@/lib/cli/shell/session";
import { type CommonOptions, taskOf, verb } from "@/lib/cli/shell/verb";
import { AppError } from "@/lib/core/errors";
import { plural } from "@/lib/core/plural";
import { isDecisionFile, verifyDecision } from "./verify-decision";

type Options = CommonOptions & { key?: string; checkpoint?: string[] };

const PROOFS = `
What each proves:
  ops audit-verify               the database's chain is whole, ends at its head row, and passes
                                 through every checkpoint in the checkpoint directory: a cut tail or
                                 a chain written anew is found up to the last checkpoint
  ops audit-verify FILE --key K  the file is whole and as it was when K's owner signed it. It needs
                                 no database and no installation's data. It does not prove that the
                                 owner did not write the chain anew and sign it again
  ... FILE of one decision       the record is what its audit event vouches for, and K's owner signed
                                 that this event is in the chain
  ... --checkpoint FILE|DIR      the export also passes through checkpoints that were kept elsewhere:
                                 what was written anew, or cut off, since they were made is found
                                 even if it was signed again with the same key`;

export function addAuditVerify(
	program: Command,
	run: RunCommand,
	runAlone: RunAlone,
): void {
	verb(program, {
		name: "audit-verify",
		does: "verify the audit chain, in the database or from an export",
		example: "audit-verify audit.jsonl --key MCowBQYDK2VwAyEA…",
	})
		.argument("[file]", "an export; the database unless given")
		.option("--key <key>", "the public key that signed the export")
		.option(
			"--checkpoint <path>",
			"a checkpoint that was kept elsewhere, or a directory of them; may be given again",
			(path: string, before: string[] = []) => [...before, path],
		)
		.addHelpText("after", PROOFS)
		.action((file: string | undefined, options: Options) =>
			file === undefined
				? run(taskOf("audit-verify", options), (call) =>
						inDatabase(call, options),
					)
				: runAlone(options.output, () => ofExport(file, options)),
		);
}

async function inDatabase({ ctx }: Call, options: Options): Promise<Report> {
	if (options.key !== undefined || options.checkpoint !== undefined)
		throw new AppError(
			"bad_input",
			"--key and --checkpoint are for an export: audit-verify FILE --key K",
		);
	const verdict = await verifyDatabase(ctx);
	return reportOf(verdict, comparedWith(verdict));
}

function comparedWith({ anchors }: DatabaseVerdict): string {
	const { checkpoints, newest, dir, hasKey } = anchors;
	if (!hasKey)
		return "compared with the head row alone: SIGNALBOX_CHECKPOINT_KEY is not set";
	return newest === null
		? `compared with the head row alone: there is no checkpoint in ${dir}`
		: `compared with the head row and ${plural(checkpoints, "checkpoint")} in ${dir}, the last one of event ${newest.seq} at ${newest.at}`;
}

async function ofExport(file: string, options: Options): Promise<Report> {
	if (options.key === undefined)
		throw new AppError(
			"bad_input",
			"an export is verified with FILE and --key",
		);
	const path = existing(file);
	if (await isDecisionFile(path)) return verifyDecision(path, options.key);
	const paths = (options.checkpoint ?? []).map(existing);
	const verdict = await verifyExport(path, options.key, paths);
	const { checkpoints, newer } = verdict;
	const kept =
		checkpoints === 0
			? "alone"
			: `and ${plural(checkpoints, "checkpoint")} kept elsewhere`;
	const younger =
		newer === 0
			? ""
			: `; ${plural(newer, "checkpoint")} younger than the export said nothing of it`;
	return reportOf(
		verdict,
		`compared with the closing checkpoint ${kept}${younger}`,
	);
}

function existing(path: string): string {
	if (existsSync(path)) return resolve(path);
	throw new AppError("bad_input", `there is no ${path}`);
}

const reportOf = <T extends ChainVerdict>(
	verdict: T,
	compared: string,
): Report => ({
	ok: verdict.ok,
	summary: [
		verdict.ok
			? `intact: ${verdict.count} events, head ${verdict.hash}`
			: `TAMPERED at event ${verdict.seq} (${verdict.kind}): ${verdict.sentence}`,
		compared,
	],
	json: verdict,
});
