import { constants } from "node:os";
import { AppError } from "@/lib/core/errors";
import type { Purpose } from "@/lib/db/embedded/lock";
import {
	type EmbeddedPostgres,
	startEmbeddedPostgres,
} from "@/lib/db/embedded/start";
import { grantApplicationRole, migrate } from "@/lib/db/migrate/migrate";
import type { Env } from "@/lib/env";
import { openDataDir } from "./data-dir";
import { checkDatabase } from "./database-check";

const APP_ROLE = "signalbox_app";

export type Database = {
	appUrl: string;
	ownerUrl: string;
	/** To be taken with SET ROLE, when one user both owns and uses the database. */
	role: string | undefined;
	/** Names of the migrations that this opening applied. */
	migrated: string[];
	embedded: EmbeddedPostgres | undefined;
};

type Opening = { purpose: Purpose; log: (line: string) => void };

/**
 * Opens `DATABASE_URL`, or the embedded server of the data directory (running or
 * not), and migrates it. Throws `AppError` with one line that says what to mend.
 */
export async function openDatabase(
	env: Env,
	opening: Opening,
): Promise<Database> {
	if (env.DATABASE_URL) return openGiven(env, env.DATABASE_URL);
	const dataDir = openDataDir(env.SIGNALBOX_DATA_DIR);
	const embedded = await startEmbeddedPostgres({ dataDir, ...opening });
	try {
		const { appUrl, ownerUrl } = embedded;
		const migrated = await migrate(ownerUrl);
		await grantApplicationRole(ownerUrl, "signalbox_web");
		return { appUrl, ownerUrl, role: undefined, migrated, embedded };
	} catch (error) {
		await embedded.stop();
		throw error;
	}
}

async function openGiven(env: Env, appUrl: string): Promise<Database> {
	const [variable, ownerUrl] = ownerOf(env, appUrl);
	const user = await checkDatabase("DATABASE_URL", appUrl);
	const owner = await checkDatabase(variable, ownerUrl);
	const migrated = await migrate(ownerUrl);
	const isGranted = await grantApplicationRole(ownerUrl, user);
	if (!isGranted && user !== owner) {
		throw new AppError(
			"misconfigured",
			`${variable}: user ${owner} may not let ${user} act as the application: as an administrator run \`create role ${APP_ROLE}\` if there is none, and \`grant ${APP_ROLE} to ${owner} with admin option\``,
		);
	}
	return {
		appUrl,
		ownerUrl,
		role: user === owner && isGranted ? APP_ROLE : undefined,
		migrated,
		embedded: undefined,
	};
}

function ownerOf(env: Env, appUrl: string): [variable: string, url: string] {
	if (env.OWNER_DATABASE_URL)
		return ["OWNER_DATABASE_URL", env.OWNER_DATABASE_URL];
	if (env.DIRECT_DATABASE_URL)
		return ["DIRECT_DATABASE_URL", env.DIRECT_DATABASE_URL];
	return ["DATABASE_URL", appUrl];
}

/**
 * Runs `work` with the database, for one command: the given one, the embedded one
 * that runs already, or the embedded one started for as long as it takes. A signal
 * ends the process, after the server that it started.
 */
export async function withDatabase<T>(
	env: Env,
	work: (database: Database) => Promise<T>,
	log: (line: string) => void = (line) => process.stderr.write(`${line}\n`),
): Promise<T> {
	const opening = openDatabase(env, { purpose: "guest", log });
	const close = async () => {
		const opened = await opening.catch(() => undefined);
		await opened?.embedded?.stop();
	};
	const forget = leaveOnSignals(close);
	try {
		return await work(await opening);
	} finally {
		await close();
		forget();
	}
}

const SIGNALS = ["SIGHUP", "SIGINT", "SIGTERM"] as const;

/** Returns how to have the signals' own effect back. */
function leaveOnSignals(close: () => Promise<void>): () => void {
	let leaving = false;
	const leave = (name: NodeJS.Signals) => {
		// A terminal's Ctrl-C comes once directly and once through tsx.
		if (leaving) return;
		leaving = true;
		void close().finally(() => process.exit(128 + constants.signals[name]));
	};
	for (const name of SIGNALS) process.on(name, leave);
	return () => {
		for (const name of SIGNALS) process.off(name, leave);
	};
}
