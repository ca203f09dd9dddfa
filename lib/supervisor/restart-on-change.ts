import { watch } from "node:fs";
import type { Processes, Program } from "./processes/processes";

const SETTLES_MS = 200;
/** What Next reloads by itself, and what runs in no process. */
const ELSEWHERE = /^(web|testing|supervisor|cli)\/|\.test\.ts$|\/testing\//;
const EMULATOR = /^(core|connectors\/(emulator|instagram))\//;

/** Which programs run the code of this file, a path below `lib`. */
export function programsOf(path: string): Program[] {
	if (!path.endsWith(".ts") || ELSEWHERE.test(path)) return [];
	if (path.startsWith("connectors/emulator/")) return ["emulator"];
	return EMULATOR.test(path) ? ["worker", "emulator"] : ["worker"];
}

/** In development: starts the worker and the emulator again when their sources change. Returns how to stop watching. */
export function restartOnChange(
	processes: Processes,
	log: (line: string) => void,
): () => void {
	const changed = new Set<string>();
	let timer: NodeJS.Timeout | undefined;
	const restart = () => {
		const programs = new Set([...changed].flatMap(programsOf));
		if (programs.size > 0)
			log(
				`${[...changed].join(", ")} changed: ${[...programs].join(", ")} again`,
			);
		changed.clear();
		for (const program of programs) processes.restart(program);
	};
	const watcher = watch("lib", { recursive: true }, (_, path) => {
		if (path === null) return;
		changed.add(path);
		clearTimeout(timer);
		timer = setTimeout(restart, SETTLES_MS);
	});
	return () => {
		clearTimeout(timer);
		watcher.close();
	};
}
