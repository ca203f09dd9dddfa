import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import next from "next";
import { AppError, messageOf } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { MINUTE } from "@/lib/core/time";
import { createDb } from "@/lib/db/client";
import { demandSettings, isDevelopment, readEnv } from "@/lib/env";
import { workerCtx } from "@/lib/jobs/workers/ctx";
import { keepWatch } from "@/lib/jobs/workers/watch";
import { checkDemo } from "@/lib/people/demo/demo";
import { checkDemoHost } from "@/lib/people/demo/host";
import { loadEnvFile } from "@/lib/supervisor/host/env-file";
import { stampAddress } from "@/lib/web/client-address";
import { forgiveGoneClient } from "@/lib/web/gone-client";
import { logUnforeseen } from "@/lib/web/log";

const EXIT_MS = 8_000;
// Streams (SSE) never end by themselves: they are cut when short requests have had their time.
const STREAMS_MS = 2_000;
const POLL_EVERY_MS = MINUTE;
// A message on its way may hang; sent again after its lease, it hurts less than a stop that fails.
const WATCH_ENDS_MS = 5_000;

/** `npm run web`: Next in production, under `npm run dev` in development, with a shutdown of our own. */
async function main(): Promise<void> {
	loadEnvFile();
	const env = readEnv();
	demandSettings(env, ["DATABASE_URL", "NEXTAUTH_SECRET"]);
	checkDemo(env);
	const { HOST, PORT, TRUSTED_PROXY, SIGNALBOX_ROLE: role } = env;
	const options = { poolSize: 2, ...(role && { role }) };
	const db = createDb(env.DATABASE_URL, options);
	await checkDemoHost(db, env);
	const server = createServer();
	const app = next({
		dev: isDevelopment(env),
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

	const leaving = new AbortController();
	const watching = keepWatch(() => workerCtx(db), {
		everyMs: POLL_EVERY_MS,
		signal: leaving.signal,
		onFault: (error) => logUnforeseen(newId(), error),
	});
	const stop = () => {
		setTimeout(() => process.exit(1), EXIT_MS).unref();
		setTimeout(() => server.closeAllConnections(), STREAMS_MS).unref();
		leaving.abort();
		const watched = Promise.race([watching, sleep(WATCH_ENDS_MS)]);
		const closed = () => Promise.allSettled([app.close(), watched]);
		server.close(() => void closed().then(() => process.exit(0)));
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
