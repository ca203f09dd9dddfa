import pg from "pg";
import { AppError, messageOf } from "@/lib/core/errors";

const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Connects once with the URL of a variable and gives the login role.
 * Throws `misconfigured` with one line that says what to mend (never the password).
 */
export async function checkDatabase(
	variable: string,
	url: string,
): Promise<string> {
	if (!/^postgres(ql)?:\/\//.test(url)) {
		throw new AppError(
			"misconfigured",
			`${variable}: write it as postgresql://USER:PASSWORD@HOST:PORT/DATABASE`,
		);
	}
	const client = new pg.Client({
		connectionString: url,
		connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
	});
	client.on("error", () => undefined);
	try {
		await client.connect();
		const { rows } = await client.query<{ role: string }>(
			"select session_user as role",
		);
		await client.end();
		return rows[0]?.role ?? "";
	} catch (cause) {
		throw new AppError(
			"misconfigured",
			`${variable}: ${explain(cause, client)}`,
			{},
			cause,
		);
	}
}

function explain(error: unknown, client: pg.Client): string {
	const where = `${client.host}:${client.port}`;
	const code = error instanceof Error && "code" in error ? error.code : "";
	switch (code) {
		case "28P01":
			return `PostgreSQL at ${where} refuses user ${client.user}: wrong password`;
		case "28000":
			return `PostgreSQL at ${where} refuses user ${client.user}: ${messageOf(error)}`;
		case "3D000":
			return `PostgreSQL at ${where} has no database ${client.database}: create it`;
		case "ECONNREFUSED":
			return `no PostgreSQL answers at ${where}`;
		case "ENOTFOUND":
		case "EAI_AGAIN":
			return `the host ${client.host} is unknown`;
		default:
			return `cannot use PostgreSQL at ${where}: ${messageOf(error)}`;
	}
}
