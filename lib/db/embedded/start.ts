import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { AppError } from "@/lib/core/errors";
import {
	type Cluster,
	DATABASE,
	OWNER_ROLE,
	prepareCluster,
	WEB_ROLE,
} from "./cluster";
import { keptPort } from "./kept";
import { adoptServer, leaveServer, type Purpose } from "./lock";
import { prepareServerPaths } from "./paths";
import {
	findRunning,
	isAlive,
	type Launch,
	launch,
	STALE_LOCK_MS,
	signal,
} from "./server";

/** Longer than a lock that nobody writes stands. */
const PATIENCE_MS = STALE_LOCK_MS + 2_000;
const FAST_SHUTDOWN_MS = 30_000;
const POLL_MS = 50;

export type EmbeddedPostgres = {
	/** Superuser of the cluster: migrates. */
	ownerUrl: string;
	/** Role `signalbox_web`, which is granted `signalbox_app` after the migrations. */
	appUrl: string;
	port: number;
	pid: number;
	/** The server ran already, left behind by a killed supervisor or in use by another process. */
	adopted: boolean;
	/** Settles when the server goes away without `stop`. */
	lost: Promise<void>;
	/** Fast shutdown; after `withinMs` (default 30 s) an immediate one, which the next start recovers from. A guest stops the server only when nobody else uses it. */
	stop: (withinMs?: number) => Promise<void>;
};

export type EmbeddedOptions = {
	dataDir: string;
	log: (line: string) => void;
	/** No fsync: for tests. */
	fast?: boolean;
	purpose?: Purpose;
};

/**
 * Starts, or adopts, the embedded PostgreSQL of a data directory.
 * Throws `conflict` when another supervisor runs on it, `misconfigured` or
 * `unavailable`, with one line for the reader, when it cannot start.
 */
export async function startEmbeddedPostgres(
	options: EmbeddedOptions,
): Promise<EmbeddedPostgres> {
	const { dataDir, log, fast = false, purpose = "supervisor" } = options;
	const paths = prepareServerPaths(dataDir, log);
	const cluster = prepareCluster(dataDir, paths, fast);
	const giveUpAt = performance.now() + PATIENCE_MS;
	for (;;) {
		const server = await reach(cluster, fast, log);
		if ("client" in server) {
			const joined = await adoptServer(server.client, purpose);
			if (joined === "joined") return running(cluster, server, purpose);
			await server.client.end();
			if (joined === "occupied") throw occupied(dataDir);
		} else if (performance.now() > giveUpAt) {
			throw new AppError("unavailable", server.obstacle);
		}
		await sleep(250);
	}
}

const occupied = (dataDir: string): AppError =>
	new AppError(
		"conflict",
		`Signalbox already runs on ${dataDir}: stop it first, or set SIGNALBOX_DATA_DIR`,
	);

type Reached = {
	client: pg.Client;
	pid: number;
	port: number;
	adopted: boolean;
};

/** Connects to the running server or a new one; an obstacle that may pass is a value. */
async function reach(
	cluster: Cluster,
	fast: boolean,
	log: (line: string) => void,
): Promise<Reached | { obstacle: string }> {
	const running = findRunning(cluster);
	const server: Launch = running
		? { ...running, ended: () => undefined }
		: launch(cluster, await keptPort(cluster.portFile), fast);
	let patienceAt = performance.now() + 5_000;
	for (;;) {
		const client = await connect(cluster, server.port);
		if (client) {
			return { ...server, client, adopted: running !== undefined };
		}
		const said = server.ended();
		if (said !== undefined) return { obstacle: passing(said, cluster) };
		if (running && !isAlive(running.pid)) {
			return { obstacle: "the database stopped while we waited for it" };
		}
		if (performance.now() > patienceAt) {
			log("waiting for the database (recovering, or shutting down)");
			patienceAt += 5_000;
		}
		await sleep(POLL_MS);
	}
}

const PASSING =
	/lock file .* (already exists|is empty)|pre-existing shared memory|still in use|could not (bind|create any TCP)/;

/** What postgres said last; throws unless waiting, or another port, can mend it. */
function passing(said: string, cluster: Cluster): string {
	const lines = said.split("\n").filter((line) => line.trim() !== "");
	const fatal = lines.find((line) => line.includes("FATAL")) ?? lines.at(-1);
	const obstacle = `the database does not start: ${fatal ?? "it said nothing"} (${cluster.logFile})`;
	if (PASSING.test(said)) return obstacle;
	throw new AppError("unavailable", obstacle);
}

const urlOf = (
	role: string,
	password: string,
	port: number,
	database: string,
) => `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;

/** A connection to the `postgres` database, or null while the server does not take any. */
async function connect(
	cluster: Cluster,
	port: number,
): Promise<pg.Client | null> {
	const client = new pg.Client({
		connectionString: urlOf(
			OWNER_ROLE,
			cluster.ownerPassword,
			port,
			"postgres",
		),
		connectionTimeoutMillis: 5_000,
		keepAlive: true,
	});
	// The server may go at any time: `lost` tells, through the `end` event.
	client.on("error", () => undefined);
	try {
		await client.connect();
	} catch (error) {
		if (error instanceof pg.DatabaseError && error.code === "28P01") {
			throw new AppError(
				"misconfigured",
				`the database in ${cluster.data} does not know the password kept beside it: restore database-owner-password`,
			);
		}
		return null;
	}
	const { rows } = await client.query<{ dir: string }>(
		"select current_setting('data_directory') as dir",
	);
	if (rows[0]?.dir === cluster.data) return client;
	await client.end();
	return null;
}

async function running(
	cluster: Cluster,
	server: Reached,
	purpose: Purpose,
): Promise<EmbeddedPostgres> {
	const { client, pid, port, adopted } = server;
	const lost = new Promise<void>((resolve) => client.once("end", resolve));
	await completeCluster(client, cluster);
	return {
		ownerUrl: urlOf(OWNER_ROLE, cluster.ownerPassword, port, DATABASE),
		appUrl: urlOf(WEB_ROLE, cluster.webPassword, port, DATABASE),
		port,
		pid,
		adopted,
		lost,
		stop: async (withinMs = FAST_SHUTDOWN_MS) => {
			const last =
				purpose === "supervisor" ||
				(isAlive(pid) && (await leaveServer(client)));
			if (last) await shutDown(pid, withinMs);
			await client.end();
		},
	};
}

/** Makes the database and the application's login role where they are missing. */
async function completeCluster(
	client: pg.Client,
	cluster: Cluster,
): Promise<void> {
	// Two processes may come here at once: the lock makes the second one find everything.
	await client.query("select pg_advisory_lock(0x5167, 3)");
	const { rows } = await client.query<{ role: boolean; database: boolean }>(
		`select exists (select from pg_roles where rolname = $1) as role,
			exists (select from pg_database where datname = $2) as database`,
		[WEB_ROLE, DATABASE],
	);
	if (!rows[0]?.role) {
		await client.query(
			`create role ${WEB_ROLE} login password ${client.escapeLiteral(cluster.webPassword)}`,
		);
	}
	if (!rows[0]?.database) await client.query(`create database ${DATABASE}`);
	await client.query("select pg_advisory_unlock(0x5167, 3)");
}

async function shutDown(pid: number, withinMs: number): Promise<void> {
	signal(pid, "SIGINT");
	const hurryAt = performance.now() + withinMs;
	let hurried = false;
	while (isAlive(pid)) {
		if (!hurried && performance.now() > hurryAt) {
			signal(pid, "SIGQUIT");
			hurried = true;
		}
		await sleep(POLL_MS);
	}
}
