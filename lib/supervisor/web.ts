import { createServer } from "node:http";
import next from "next";
import { AppError, messageOf } from "@/lib/core/errors";
import { isLoopbackHost } from "@/lib/core/loopback";
import { createDb } from "@/lib/db/client";
import { demandSettings, type Env, readEnv } from "@/lib/env";
import { checkDemo } from "@/lib/people/demo";
import { checkDemoHost } from "@/lib/people/demo-host";
import { stampAddress } from "@/lib/web/client-address";
import { forgiveGoneClient } from "@/lib/web/gone-client";
import { loadEnvFile } from "./env-file";

const EXIT_MS = 8_000;
// Streams (SSE) never end by themselves: they are cut when short requests have had their time.
const STREAMS_MS = 2_000;

/** What this process was told may not be what the database is. */
async function checkDatabase(
	env: Env & { DATABASE_URL: string },
): Promise<void> {
	if (isLoopbackHost(env.HOST)) return;
	const { DATABASE_URL, SIGNALBOX_ROLE: role } = env;
	const db = createDb(DATABASE_URL, { poolSize: 1, ...(role && { role }) });
	try {
		await checkDemoHost(db, env.HOST);
	} finally {
		await db.$disconnect();
	}
}

/** `npm run web`: Next in production, with a shutdown of our own. */
async function main(): Promise<void> {
	loadEnvFile();
	const env = readEnv();
	demandSettings(env, ["DATABASE_URL", "NEXTAUTH_SECRET"]);
	checkDemo(env);
	await checkDatabase(env);
	const { HOST, PORT, TRUSTED_PROXY } = env;
	const server = createServer();
	const app = next({
		dev: false,
		hostname: HOST,
		port: PORT,
		httpServer: server,
	});
	await app.prepare();
	const handle = app.getRequestHandler();
	server.on("request", (request, response) => {
		forgiveGoneClient(request, response);
		stampAddress(request, TRUSTED_PROXY);
		void handle(request, response);
	});

	const stop = () => {
		setTimeout(() => process.exit(1), EXIT_MS).unref();
		setTimeout(() => server.closeAllConnections(), STREAMS_MS).unref();
		server.close(() => void app.close().finally(() => process.exit(0)));
		server.closeIdleConnections();
	};
	process.once("SIGTERM", stop);
	process.once("SIGINT", stop);

	server.listen(PORT, HOST);
	server.once("error", (error) => {
		process.stderr.write(`web: ${error.message}\n`);
		process.exit(2);
	});
}

main().catch((error: unknown) => {
	process.stderr.write(`web: ${messageOf(error)}\n`);
	const ours = error instanceof AppError && error.code === "misconfigured";
	process.exit(ours ? 2 : 1);
});
