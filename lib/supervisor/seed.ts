import { createInterface } from "node:readline";
import { AppError } from "@/lib/core/errors";
import { credentialLine } from "./banner";
import { type Environment, endOf, spawnScript } from "./processes";

/**
 * Runs the seed to its end, or until `stopping`; gives the credentials that it printed, as readable lines.
 * What it has done by then stands, and its next run adds the rest.
 */
export async function runSeed(
	env: Environment,
	stopping: AbortSignal,
): Promise<string[]> {
	const child = spawnScript({ script: "prisma/seed.ts", env }, "pipe");
	const ended = endOf(child);
	stopping.addEventListener("abort", () => child.kill("SIGTERM"));
	const lines: string[] = [];
	if (child.stdout) {
		for await (const line of createInterface({ input: child.stdout })) {
			lines.push(credentialLine(line));
		}
	}
	const how = await ended;
	if (how !== "exit code 0") {
		throw new AppError("unavailable", `the seed failed (${how})`);
	}
	return lines;
}
