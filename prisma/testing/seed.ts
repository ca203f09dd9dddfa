import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inheritedEnvironment } from "@/lib/env";
import { createWorld, type World } from "@/lib/testing/world";

/** Nothing listens on port 1. */
export const GRAPH = "http://127.0.0.1:1";

type Run = { code: number; lines: Record<string, string>[]; errors: string };

/** A database and a data directory to run the seed on, as the supervisor runs it. */
export type SeedStage = World & {
	dataDir: string;
	seed: (env: Record<string, string>) => Promise<Run>;
	close: () => Promise<void>;
};

export async function openSeedStage(): Promise<SeedStage> {
	const world = await createWorld();
	const dataDir = mkdtempSync(join(tmpdir(), "signalbox-seed-"));
	const fixed = {
		...inheritedEnvironment(),
		NODE_ENV: "production" as const,
		DATABASE_URL: world.urls.appUrl,
		OWNER_DATABASE_URL: world.urls.ownerUrl,
		SIGNALBOX_DATA_DIR: dataDir,
		SIGNALBOX_KEYS: `k1:${randomBytes(32).toString("base64")}`,
		NEXTAUTH_URL: "http://127.0.0.1:3000",
		INSTAGRAM_GRAPH_URL: GRAPH,
	};
	return {
		...world,
		dataDir,
		seed: (env) => runSeed({ ...fixed, ...env }),
		close: async () => {
			await world.drop();
			rmSync(dataDir, { recursive: true });
		},
	};
}

const runSeed = (env: NodeJS.ProcessEnv): Promise<Run> =>
	new Promise((resolve) => {
		const child = execFile(
			process.execPath,
			["--import", "tsx", "prisma/seed.ts"],
			{ env },
			(_, stdout, stderr) =>
				resolve({
					code: child.exitCode ?? 1,
					lines: stdout
						.split("\n")
						.filter(Boolean)
						.map((line) => JSON.parse(line)),
					errors: stderr,
				}),
		);
	});
