import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { grantApplicationRole, migrate } from "@/lib/db/migrate/migrate";

export type TestServer = {
	/** The owner, on the server's `postgres` database. */
	ownerUrl: string;
	/** The application's login role of this run, on the same database. */
	appUrl: string;
	/** The migrated database that tests clone. */
	template: string;
};

const MIGRATIONS = fileURLToPath(
	new URL("../../../prisma/migrations", import.meta.url),
);

/** The same server and role, another database. */
export function onDatabase(url: string, database: string): string {
	const changed = new URL(url);
	changed.pathname = `/${database}`;
	return changed.href;
}

/** Migrates a template database once; its name and login role are this run's own. */
export async function makeTemplate(
	url: string,
): Promise<{ server: TestServer; drop: () => Promise<void> }> {
	const ownerUrl = onDatabase(url, "postgres");
	const run = randomBytes(4).toString("hex");
	const template = `signalbox_template_${run}`;
	const role = `signalbox_test_${run}`;
	const password = randomBytes(12).toString("hex");

	await sql(
		ownerUrl,
		`create database ${template} encoding 'UTF8' template template0`,
		`create role ${role} login password '${password}'`,
		`alter role ${role} set timezone = 'UTC'`,
	);
	const templateUrl = onDatabase(ownerUrl, template);
	await migrate(templateUrl, { dir: MIGRATIONS });
	await grantApplicationRole(templateUrl, role);

	const appUrl = new URL(ownerUrl);
	appUrl.username = role;
	appUrl.password = password;
	return {
		server: { ownerUrl, appUrl: appUrl.href, template },
		drop: () =>
			sql(ownerUrl, `drop database ${template} (force)`, `drop role ${role}`),
	};
}

/** Runs statements on a connection of their own, one by one. */
export async function sql(url: string, ...statements: string[]): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		for (const statement of statements) await client.query(statement);
	} finally {
		await client.end();
	}
}
