import { type Command, Option } from "commander";
import { OUTPUT_FORMATS, type Output } from "./report";

export type CommonOptions = { output: Output };

/** A subcommand with its example, and the output option that every one has. */
export const verb = (
	parent: Command,
	spec: { name: string; does: string; example: string },
): Command =>
	parent
		.command(spec.name)
		.description(spec.does)
		.addOption(
			new Option("--output <format>", "how to print the result")
				.choices(OUTPUT_FORMATS)
				.default("summary"),
		)
		.addHelpText("after", `\nExample:\n  ops ${spec.example}`);

/** A group of subcommands. */
export const noun = (parent: Command, name: string, about: string): Command =>
	parent.command(name).description(about);

/** What goes into the history: the options as given, without how to print them. */
export function taskOf<T extends CommonOptions>(command: string, options: T) {
	const { output, ...input } = options;
	return { command, input, output };
}
