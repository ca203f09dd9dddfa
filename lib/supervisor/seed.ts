import { createInterface } from "node:readline";
import { AppError } from "@/lib/core/errors";
import { credentialLine } from "./banner";
import { type Environment, endOf, spawnScript } from "./processes";

/** Runs the seed to its end; gives the credentials that it printed, as readable lines. */
export async function runSeed(env: Environment): Promise<string[]> {
	const child = spawnScript({ script: "prisma/seed.ts", env }, "pipe");
	const ended = endOf(child);
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
