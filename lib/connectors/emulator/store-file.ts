import {
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { AppError } from "@/lib/core/errors";
import { parseJson } from "@/lib/core/parse-json";
import { emptyState, State } from "./state";

/** The stored state, or an empty one; a file that is not ours is refused, never overwritten. */
export function loadState(file: string | undefined, now: number): State {
	if (file === undefined || !existsSync(file)) return emptyState(now);
	const parsed = State.safeParse(parseJson(readFileSync(file, "utf8")));
	if (parsed.success) return parsed.data;
	throw new AppError(
		"misconfigured",
		`${file} is no emulator state: move it away to start afresh`,
	);
}

export const saveState = (file: string | undefined, state: State): void =>
	saveJson(file, state);

/** Writes beside the file and renames, so that a kill at any moment leaves the old or the new content. */
export function saveJson(file: string | undefined, content: object): void {
	if (file === undefined) return;
	mkdirSync(dirname(file), { recursive: true });
	const draft = `${file}.${process.pid}.tmp`;
	writeFileSync(draft, JSON.stringify(content), { mode: 0o600 });
	renameSync(draft, file);
}
