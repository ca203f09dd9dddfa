import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { AppError, messageOf } from "@/lib/core/errors";
import { type Migration, type MigrationRow, planMigrations } from "./plan";
import { migrateQueue } from "./queue";

const APP_ROLE = "signalbox_app";
const MIN_SERVER_VERSION = 150_000;

// The key that Prisma's own migrate takes, so that the two exclude each other.
const MIGRATION_LOCK = 72_707_369;

// Column for column the table that Prisma makes; `prisma migrate status` reads it.
const MIGRATIONS_TABLE = `
	create table if not exists _prisma_migrations (
		id varchar(36) primary key not null,
		checksum varchar(64) not null,
		finished_at timestamptz,
		migration_name varchar(255) not null,
		logs text,
		rolled_back_at timestamptz,
		started_at timestamptz not null default now(),
		applied_steps_count integer not null default 0
	)
`;

/**
 * Applies the checked-in migrations and graphile-worker's, each in its own
 * transaction; several processes may call it at once. Returns the names applied.
 * Throws `misconfigured` when the server or its history does not fit.
 */
export async function migrate(
	ownerUrl: string,
	{ dir = "prisma/migrations" }: { dir?: string } = {},
): Promise<string[]> {
	return withClient(ownerUrl, async (client) => {
		await assertServer(client);
		await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
		await makeMigrationsTable(client);
		const { rows } = await client.query<MigrationRow>(
			"select migration_name, checksum, finished_at, rolled_back_at from _prisma_migrations",
		);
		const plan = planMigrations(readMigrations(dir), rows);
		for (const migration of plan) await apply(client, migration);
		await migrateQueue(client, ownerUrl);
		return plan.map((migration) => migration.name);
	});
}

/**
 * Lets a login role act as the application (`signalbox_app`, made by the migrations).
 * False when the owner has no right to make that role or to grant it.
 */
export async function grantApplicationRole(
	ownerUrl: string,
	loginRole: string,
): Promise<boolean> {
	return withClient(ownerUrl, async (client) => {
		await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
		const { rows } = await client.query<{ member: boolean }>(
			"select pg_has_role($1, oid, 'member') as member from pg_roles where rolname = $2",
			[loginRole, APP_ROLE],
		);
		if (!rows[0]) return false;
		if (rows[0].member) return true;
		try {
			await client.query(
				`grant ${APP_ROLE} to ${client.escapeIdentifier(loginRole)}`,
			);
			return true;
		} catch (error) {
			if (isForbidden(error)) return false;
			throw error;
		}
	});
}

const isForbidden = (error: unknown): boolean =>
	error instanceof pg.DatabaseError && error.code === "42501";

async function withClient<T>(
	url: string,
	work: (client: pg.Client) => Promise<T>,
): Promise<T> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		return await work(client);
	} finally {
		await client.end();
	}
}

async function makeMigrationsTable(client: pg.Client): Promise<void> {
	try {
		await client.query(MIGRATIONS_TABLE);
	} catch (cause) {
		if (!isForbidden(cause)) throw cause;
		throw new AppError(
			"misconfigured",
			`user ${client.user} may not create tables in database ${client.database}: make it the owner, or set OWNER_DATABASE_URL`,
			{},
			cause,
		);
	}
}

type Server = { version: number; encoding: string };

async function assertServer(client: pg.Client): Promise<void> {
	const { rows } = await client.query<Server>(
		`select current_setting('server_version_num')::int as version,
			current_setting('server_encoding') as encoding`,
	);
	const { version = 0, encoding = "" } = rows[0] ?? {};
	if (version < MIN_SERVER_VERSION) {
		throw new AppError(
			"misconfigured",
			`PostgreSQL 15 or newer is needed, the server is ${Math.floor(version / 10_000)}`,
		);
	}
	if (encoding !== "UTF8") {
		throw new AppError(
			"misconfigured",
			`the database must be encoded in UTF8, it is ${encoding}`,
		);
	}
}

function readMigrations(dir: string): Migration[] {
	return readdirSync(dir)
		.filter((name) => existsSync(join(dir, name, "migration.sql")))
		.sort()
		.map((name) => {
			const sql = readFileSync(join(dir, name, "migration.sql"), "utf8");
			const checksum = createHash("sha256").update(sql).digest("hex");
			return { name, sql, checksum };
		});
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
	await client.query("begin");
	try {
		await client.query(migration.sql);
		await client.query(
			`insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
			values ($1, $2, $3, now(), clock_timestamp(), 1)`,
			[randomUUID(), migration.checksum, migration.name],
		);
		await client.query("commit");
	} catch (cause) {
		await client.query("rollback");
		throw new AppError(
			"misconfigured",
			`migration ${migration.name} failed and was rolled back: ${messageOf(cause)}`,
			{},
			cause,
		);
	}
}
