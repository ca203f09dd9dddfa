import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runOps } from "./run-ops";

export type Told = { code: number; stdout: string; stderr: string };

/** `ops` in this process, against a database, as another process with this environment would run it. */
export function opsOn(
	databaseUrls: { appUrl: string; ownerUrl: string },
	environment: Record<string, string> = {},
) {
	const env = {
		DATABASE_URL: databaseUrls.appUrl,
		OWNER_DATABASE_URL: databaseUrls.ownerUrl,
		SIGNALBOX_DATA_DIR: mkdtempSync(join(tmpdir(), "signalbox-ops-")),
		INSTAGRAM_GRAPH_URL: "http://127.0.0.1:9",
		...environment,
	};
	return async (
		words: readonly string[],
		extra: Record<string, string> = {},
	): Promise<Told> => {
		const told = { stdout: "", stderr: "" };
		const code = await runOps(words, {
			env: { ...env, ...extra },
			stdout: (text) => {
				told.stdout += text;
			},
			stderr: (text) => {
				told.stderr += text;
			},
		});
		return { code, ...told };
	};
}
