import { createInterface } from "node:readline";
import { AppError } from "@/lib/core/errors";
import {
	type Environment,
	endOf,
	spawnProgram,
} from "@/lib/supervisor/processes/processes";
import { credentialLine } from "./banner";

/**
 * Runs the seed to its end, or until `stopping`. What it has done by then stands, and its next run adds the
 * rest; so the credentials that it prints are said at once: a password that is made once is never made again.
 */
export async function runSeed(
	env: Environment,
	{ stopping, say }: { stopping: AbortSignal; say: (line: string) => void },
): Promise<void> {
	const child = spawnProgram({ program: "seed", env }, "pipe");
	const ended = endOf(child);
	stopping.addEventListener("abort", () => child.kill("SIGTERM"));
	if (child.stdout) {
		for await (const line of createInterface({ input: child.stdout })) {
			say(`  ${credentialLine(line)}`);
		}
	}
	const how = await ended;
	if (how !== "exit code 0") {
		throw new AppError("unavailable", `the seed failed (${how})`);
	}
}
