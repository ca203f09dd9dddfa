import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "@/lib/db/embedded/start";
import { inheritedEnvironment } from "@/lib/env";
import { makeTemplate, type TestServer } from "./template";

/** vitest's global set-up: one server and one migrated template for all database tests. */
export default async function setUp(
	project: TestProject,
): Promise<() => Promise<void>> {
	const { server, stop } = await startTestServer();
	provideServer(project, server);
	return stop;
}

// vitest types provided keys by interface merging, which we do not use: cast here and in test-database.ts.
const provideServer = (project: TestProject, server: TestServer): void =>
	(project.provide as (key: string, value: unknown) => void).call(
		project,
		"testServer",
		server,
	);

/** An embedded server without fsync, or the one of `TEST_DATABASE_URL`, with a fresh template. */
export async function startTestServer(): Promise<{
	server: TestServer;
	stop: () => Promise<void>;
}> {
	const given = inheritedEnvironment().TEST_DATABASE_URL;
	if (given) {
		const { server, drop } = await makeTemplate(given);
		return { server, stop: drop };
	}
	const dataDir = mkdtempSync(join(tmpdir(), "signalbox-test-"));
	// The database's own user must be able to pass, when the tests run as root.
	chmodSync(dataDir, 0o711);
	const lines: string[] = [];
	const embedded = await startEmbeddedPostgres({
		dataDir,
		log: (line) => lines.push(line),
		fast: true,
	});
	const stop = async () => {
		await embedded.stop();
		rmSync(dataDir, { recursive: true, force: true });
	};
	try {
		return { server: (await makeTemplate(embedded.ownerUrl)).server, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
