import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { z } from "zod";
import type { Report } from "@/lib/cli/shell/report";
import { table } from "@/lib/cli/shell/report";
import type { Call, RunCommand } from "@/lib/cli/shell/session";
import { type CommonOptions, taskOf, verb } from "@/lib/cli/shell/verb";
import { AppError } from "@/lib/core/errors";
import { readTrace } from "@/lib/jobs/operations/trace";

type Options = CommonOptions & { log?: string };

export function addTrace(program: Command, run: RunCommand): void {
	verb(program, {
		name: "trace",
		does: "show what one trace left: operations, audit events, gate decisions and log lines",
		example: "trace 01a2310f-0acc-7c13-9297-f41a3a8ba813 --log signalbox.log",
	})
		.argument("<id>", "the trace ID that a message, an event or JSON names")
		.option(
			"--log <file>",
			"where the programs' stderr was kept, for example by npm start 2>signalbox.log",
		)
		.action((id: string, options: Options) =>
			run(taskOf("trace", { ...options, id }), (call) =>
				show(call, id, options.log),
			),
		);
}

async function show(
	{ ctx }: Call,
	id: string,
	log: string | undefined,
): Promise<Report> {
	const asked = z.uuid().safeParse(id);
	if (!asked.success) throw new AppError("bad_input", `${id} is no trace ID`);
	const found = await readTrace(ctx, asked.data);
	const { operations, events, decisions } = found;
	const lines = log === undefined ? [] : linesOf(log, asked.data);
	const count = operations.length + events.length + lines.length;
	return {
		ok: count > 0,
		summary:
			count === 0
				? [`nothing that you may see has the trace ${asked.data}`]
				: [
						...section(
							"Operations",
							operations.map((one) => [
								...[one.startedAt, one.command, one.actor, one.state],
								one.summary?.split("\n")[0] ?? "",
							]),
						),
						...section(
							"Audit events",
							events.map((one) => [
								...[one.at, `#${one.seq}`, one.action, one.actorName],
								`${one.subjectType} ${one.subjectId}`,
							]),
						),
						...section(
							"Gate decisions",
							decisions.map((one) => [
								...[one.at, one.phase, one.mode, one.sentence],
							]),
						),
						...(log === undefined
							? ["Log lines: name the file that holds stderr with --log"]
							: section(
									"Log lines",
									lines.map((line) => [line]),
								)),
					],
		json: { asked: asked.data, ...found, lines },
	};
}

const section = (title: string, rows: readonly string[][]): string[] =>
	rows.length === 0 ? [] : [title, ...table(rows).map((line) => `  ${line}`)];

function linesOf(file: string, id: string): string[] {
	try {
		return readFileSync(file, "utf8")
			.split("\n")
			.filter((line) => line.includes(id));
	} catch {
		throw new AppError("bad_input", `${file} cannot be read`);
	}
}
