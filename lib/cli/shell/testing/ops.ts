import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runOps } from "@/lib/cli/run-ops";
import type { Db } from "@/lib/db/client";
import { inheritedEnvironment } from "@/lib/env";

type Urls = { appUrl: string; ownerUrl: string };
type Told = { code: number; stdout: string; stderr: string };

const environmentOf = (urls: Urls, folder: string) => ({
	DATABASE_URL: urls.appUrl,
	OWNER_DATABASE_URL: urls.ownerUrl,
	SIGNALBOX_DATA_DIR: folder,
	INSTAGRAM_GRAPH_URL: "http://127.0.0.1:9",
});

/** `ops` in this process, as another process with this environment would run it. */
export function opsOn(urls: Urls, environment: Record<string, string> = {}) {
	const folder = mkdtempSync(join(tmpdir(), "signalbox-ops-"));
	const env = { ...environmentOf(urls, folder), ...environment };
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

/** `ops` on a demo's database: answers as JSON, and what makes somebody of a role act. */
export async function demoOps({ owner, urls }: { owner: Db; urls: Urls }) {
	await owner.setting.update({ where: { id: 1 }, data: { demo: true } });
	const ops = opsOn(urls, { SIGNALBOX_DEMO: "on" });
	const asJson = async (words: readonly string[], env = {}) => {
		const { code, stdout } = await ops([...words, "--output", "json"], env);
		return { ...JSON.parse(stdout), exit: code };
	};
	const tokenOf = async (role: string, scope: string) => {
		const { token } = await asJson([
			...["users", "add", "--email", `${role}@example.org`, "--role", role],
			...["--token", "--scope", scope],
		]);
		return { SIGNALBOX_TOKEN: String(token) };
	};
	return { ops, asJson, tokenOf };
}

type OpsHome = { urls: Urls; folder: string };

function start(words: readonly string[], { urls, folder }: OpsHome) {
	const child: ChildProcess = spawn(
		process.execPath,
		["--import", "tsx", "lib/cli/ops.ts", ...words],
		{
			env: {
				...inheritedEnvironment(),
				NODE_ENV: "test",
				SIGNALBOX_DEMO: "on",
				...environmentOf(urls, folder),
			},
			stdio: ["ignore", "pipe", "pipe"],
		},
	);
	const told = { stdout: "", stderr: "" };
	child.stdout?.on("data", (bytes) => {
		told.stdout += String(bytes);
	});
	child.stderr?.on("data", (bytes) => {
		told.stderr += String(bytes);
	});
	const ended = new Promise<Told>((resolve) => {
		child.once("close", (code) => resolve({ code: code ?? -1, ...told }));
	});
	return { child, told, ended };
}

/** `ops` in a process of its own. */
export const spawnOps = (
	words: readonly string[],
	place: OpsHome,
): Promise<Told> => start(words, place).ended;

/** Kills it, without a chance to tidy up, as soon as stderr says `at`. */
export async function killOps(
	words: readonly string[],
	{ at, ...place }: OpsHome & { at: string },
): Promise<Told> {
	const { child, told, ended } = start(words, place);
	child.stderr?.on("data", () => {
		if (told.stderr.includes(at)) child.kill("SIGKILL");
	});
	return ended;
}
