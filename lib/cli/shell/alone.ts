import { newId } from "@/lib/core/ids";
import { type Output, printed, type Report } from "./report";
import type { Io } from "./session";

/** Runs what needs no installation: no database is opened or started, no file is made, no history kept. */
export type RunAlone = (
	output: Output,
	work: () => Promise<Report>,
) => Promise<void>;

/** Prints the report of such a command. Returns whether it went well. */
export async function performAlone(
	io: Io,
	output: Output,
	work: () => Promise<Report>,
): Promise<boolean> {
	const report = await work();
	io.stdout(printed(report, { output, trace: newId() }));
	return report.ok;
}
