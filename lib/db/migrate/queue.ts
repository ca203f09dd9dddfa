import { Logger, runMigrations } from "graphile-worker";
import pg from "pg";

const QUEUE_SCHEMA = "graphile_worker";
const APP_ROLE = "signalbox_app";

const silent = new Logger(() => () => undefined);

/**
 * Brings graphile-worker's schema up to date and lets `signalbox_app` use it.
 * A worker that is not the owner then only reads `migrations` when it starts.
 */
export async function migrateQueue(client: pg.Client, ownerUrl: string) {
	const pgPool = new pg.Pool({ connectionString: ownerUrl, max: 2 });
	pgPool.on("error", () => undefined);
	pgPool.on("connect", (connection) => connection.on("error", () => undefined));
	try {
		await runMigrations({ pgPool, schema: QUEUE_SCHEMA, logger: silent });
	} finally {
		await pgPool.end();
	}
	const { rowCount } = await client.query(
		"select from pg_roles where rolname = $1",
		[APP_ROLE],
	);
	// An owner without the right to make roles uses the database as itself.
	if (!rowCount) return;
	await client.query(GRANTS);
	await client.query(POLICIES);
}

const GRANTS = `
	grant usage on schema ${QUEUE_SCHEMA} to ${APP_ROLE};
	grant select, insert, update, delete on all tables in schema ${QUEUE_SCHEMA} to ${APP_ROLE};
	grant usage, select on all sequences in schema ${QUEUE_SCHEMA} to ${APP_ROLE};
	grant execute on all functions in schema ${QUEUE_SCHEMA} to ${APP_ROLE};
`;

// graphile-worker switches row-level security on without a policy: others than the owner see no row.
const POLICIES = `
	do $$
	declare t text;
	begin
		for t in
			select c.relname from pg_class c
			where c.relnamespace = '${QUEUE_SCHEMA}'::regnamespace
				and c.relkind = 'r' and c.relrowsecurity
				and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = '${APP_ROLE}')
		loop
			execute format('create policy ${APP_ROLE} on ${QUEUE_SCHEMA}.%I to ${APP_ROLE} using (true) with check (true)', t);
		end loop;
	end $$;
`;
