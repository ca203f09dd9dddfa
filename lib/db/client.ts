import { PrismaPg } from "@prisma/adapter-pg";
import { AppError } from "@/lib/core/errors";
import { Prisma, PrismaClient } from "@/lib/db/generated/client";
import { readEnv } from "@/lib/env";

export type Db = PrismaClient;
/** A transaction; stores take it, nobody else looks inside. */
export type Tx = Prisma.TransactionClient;

/**
 * Opens the database. Sessions run in UTC (adapter-pg drops offsets otherwise).
 * @param role taken with SET ROLE where one database user serves both purposes
 */
export function createDb(
	url: string,
	options: { role?: string; poolSize?: number } = {},
): Db {
	const settings = ["-c TimeZone=UTC"];
	if (options.role) settings.push(`-c role=${options.role}`);
	const adapter = new PrismaPg({
		connectionString: url,
		options: settings.join(" "),
		max: options.poolSize ?? 10,
		connectionTimeoutMillis: 10_000,
	});
	const clientOptions = {
		adapter,
		transactionOptions: { maxWait: 10_000, timeout: 30_000 },
	};
	if (readEnv().SIGNALBOX_SQL_LOG === "off")
		return new PrismaClient(clientOptions);
	const client = new PrismaClient({
		...clientOptions,
		log: [{ emit: "event", level: "query" }],
	});
	client.$on("query", logStatement);
	return client;
}

/** One line a statement on stderr, without its parameters: they may be secrets. */
const logStatement = ({ query: sql, duration: ms }: Prisma.QueryEvent): void =>
	void process.stderr.write(`${JSON.stringify({ sql, ms })}\n`);

const RETRIED = new Set(["P2034", "40001", "40P01", "SB003"]);

/** The SQLSTATE or Prisma code of a database error, or null. */
export function databaseErrorCode(error: unknown): string | null {
	if (!(error instanceof Prisma.PrismaClientKnownRequestError)) {
		return null;
	}
	const cause = (
		error.meta as
			| { driverAdapterError?: { cause?: { originalCode?: string } } }
			| undefined
	)?.driverAdapterError?.cause;
	return cause?.originalCode ?? error.code;
}

const UNIQUE_VIOLATION = ["P2002", "23505"];

/** Runs a write; throws `conflict` in the caller's words where a unique index says that another came first. */
export async function onUniqueViolation<T>(
	write: () => Promise<T>,
	message: string,
): Promise<T> {
	try {
		return await write();
	} catch (error) {
		const code = databaseErrorCode(error);
		if (code !== null && UNIQUE_VIOLATION.includes(code))
			throw new AppError("conflict", message);
		throw error;
	}
}

/** Runs `work` in one READ COMMITTED transaction; serialisation failures and deadlocks are tried again, four times in all. */
export async function transaction<T>(
	db: Db,
	work: (tx: Tx) => Promise<T>,
): Promise<T> {
	for (let tries = 1; ; tries++) {
		try {
			return await db.$transaction(work);
		} catch (error) {
			const code = databaseErrorCode(error);
			if (tries >= 4 || code === null || !RETRIED.has(code)) throw error;
		}
	}
}
