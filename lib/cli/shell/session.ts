import { serviceActor } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { createDb, type Db } from "@/lib/db/client";
import { adoptEnvironment, type Env, readEnv } from "@/lib/env";
import {
	endLostOperations,
	runOperation,
} from "@/lib/jobs/operations/operation";
import { actorOfToken } from "@/lib/people/tokens/tokens";
import { openDataDir } from "@/lib/supervisor/host/data-dir";
import { type Database, withDatabase } from "@/lib/supervisor/host/database";
import { ensureSecrets } from "@/lib/supervisor/host/secrets";
import {
	childEnvironment,
	isDemoInstallation,
} from "@/lib/supervisor/processes/children";
import { prepareFirstUse } from "./first-use";
import { type Output, printed, type Report } from "./report";

/** Where a command's words go, and what it was started with. */
export type Io = {
	env: Record<string, string | undefined>;
	stdout: (text: string) => void;
	stderr: (text: string) => void;
};

export type Call = {
	ctx: Ctx;
	env: Env;
	ownerUrl: string;
	demo: boolean;
	/** Progress, to stderr. */
	say: (line: string) => void;
};

export type Task = {
	command: string;
	/** What was asked for, as it is kept in the history: no secrets. */
	input: Readonly<Record<string, unknown>>;
	output: Output;
};

export type RunCommand = (
	task: Task,
	work: (call: Call) => Promise<Report>,
) => Promise<void>;

/** Runs one command on the database, keeps it in the history, and prints its report. Returns whether it went well. */
export async function perform(
	io: Io,
	task: Task,
	work: (call: Call) => Promise<Report>,
): Promise<boolean> {
	const given = readEnv(io.env);
	const say = (line: string) => io.stderr(`${line}\n`);
	return withDatabase(
		given,
		async (database) => {
			const { env, demo } = await environmentOf(io, given, database);
			const { role } = database;
			const options = { poolSize: 4, ...(role && { role }) };
			const db = createDb(database.appUrl, options);
			try {
				await prepareFirstUse(db, {
					ownerUrl: database.ownerUrl,
					separationOfDuties: env.SEPARATION_OF_DUTIES === "on",
					demo,
				});
				const ctx = await ctxOf(db, env);
				// There may be no worker that does it.
				await endLostOperations(ctx);
				const call = { ctx, env, demo, say, ownerUrl: database.ownerUrl };
				const { report } = await runOperation(ctx, task, async () =>
					asEnd(await work(call)),
				);
				io.stdout(printed(report, { output: task.output, trace: ctx.trace }));
				return report.ok;
			} finally {
				await db.$disconnect();
			}
		},
		say,
	);
}

const asEnd = (report: Report) => ({
	ok: report.ok,
	summary: report.summary.join("\n"),
	result: report.json,
	report,
});

/** The environment that `npm start` would give to a worker here: same keys, same Graph host. */
async function environmentOf(io: Io, env: Env, database: Database) {
	const dataDir = openDataDir(env.SIGNALBOX_DATA_DIR);
	const secrets = ensureSecrets(env, dataDir);
	const installation = { env, given: io.env, dataDir, secrets, database };
	const environment = childEnvironment(installation);
	adoptEnvironment(environment);
	return { env: readEnv(environment), demo: isDemoInstallation(installation) };
}

/** Acts as the token's person, where there is a token; throws `unauthenticated` for one that is refused. */
async function ctxOf(db: Db, env: Env): Promise<Ctx> {
	const actor = serviceActor("cli");
	const cli: Ctx = { db, actor, trace: newId(), address: null };
	if (!env.SIGNALBOX_TOKEN) return cli;
	const person = await actorOfToken(db, env.SIGNALBOX_TOKEN, cli);
	if (person) return { ...cli, actor: person };
	throw new AppError(
		"unauthenticated",
		"SIGNALBOX_TOKEN is unknown, revoked or has ended",
	);
}
