import { inheritedEnvironment } from "@/lib/env";

const HARD_EXIT_MS = 10_000;

/**
 * Ends this process, by its own SIGTERM handler, when the process that supervises
 * it is gone: the pipe on stdin closes however the parent dies. Does nothing
 * unless SIGNALBOX_SUPERVISED=1.
 */
export function watchParent(): void {
	if (inheritedEnvironment().SIGNALBOX_SUPERVISED !== "1") return;
	const leave = () => {
		process.kill(process.pid, "SIGTERM");
		setTimeout(() => process.exit(1), HARD_EXIT_MS).unref();
	};
	process.stdin.once("end", leave);
	process.stdin.once("error", leave);
	process.stdin.resume();
	// The watch alone must not keep a process alive that has finished its work.
	if ("unref" in process.stdin) process.stdin.unref();
}
