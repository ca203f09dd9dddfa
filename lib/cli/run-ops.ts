import { Command, CommanderError } from "commander";
import type { RunAlone } from "@/lib/cli/shell/alone";
import { type CliFailure, cliFailureOf } from "@/lib/cli/shell/failure";
import type { Io, RunCommand } from "@/lib/cli/shell/session";
import { addNouns } from "./nouns";

/**
 * One `ops` command, from its arguments to its exit code: 0 done, 1 the operation failed,
 * 2 bad usage. Results go to stdout, everything else to stderr.
 */
export async function runOps(argv: readonly string[], io: Io): Promise<number> {
	let isOk = true;
	const run: RunCommand = async (task, work) => {
		const { perform } = await import("./shell/session");
		isOk = await perform(io, task, work);
	};
	const runAlone: RunAlone = async (output, work) => {
		const { performAlone } = await import("./shell/alone");
		isOk = await performAlone(io, output, work);
	};
	const wantsJson = asksForJson(argv);
	const program = createProgram(io, wantsJson);
	await addNouns(program, wordOf(argv), { run, runAlone });
	try {
		await program.parseAsync([...argv], { from: "user" });
		return isOk ? 0 : 1;
	} catch (error) {
		if (error instanceof CommanderError && error.exitCode === 0) return 0;
		const failure = cliFailureOf(error, Boolean(io.env.SIGNALBOX_TOKEN));
		if (!(error instanceof CommanderError))
			io.stderr(`ops: ${failure.message}\n`);
		if (wantsJson) io.stdout(asJson(failure));
		return failure.exit;
	}
}

/** The first word, which says what is asked for; `help` is about the word after it. */
const wordOf = (argv: readonly string[]): string | undefined =>
	argv.find((word) => !word.startsWith("-") && word !== "help");

const asJson = ({ code, message }: CliFailure): string =>
	`${JSON.stringify({ ok: false, code, message })}\n`;

const asksForJson = (argv: readonly string[]): boolean =>
	argv.some(
		(word, index) =>
			word === "--output=json" ||
			(word === "--output" && argv[index + 1] === "json"),
	);

function createProgram(io: Io, wantsJson: boolean): Command {
	return new Command("ops")
		.description("Runs the publishing loop's operations from a terminal.")
		.exitOverride()
		.configureOutput({
			writeOut: wantsJson ? io.stderr : io.stdout,
			writeErr: io.stderr,
		})
		.showHelpAfterError("(--help shows how)")
		.addHelpText(
			"after",
			"\nExamples:\n  ops health-check\n  ops run-worker --topic 'ai productivity' --output json\n\nSet SIGNALBOX_TOKEN to act as a person. Exit codes: 0 done, 1 failed, 2 bad usage.",
		);
}
