import { PrismaPg } from "@prisma/adapter-pg";
import type { Db } from "@/lib/db/client";
import { PrismaClient } from "@/lib/db/generated/client";

/**
 * One connection in one transaction that never commits, so that a history can be taken back: what commits by itself
 * elsewhere is kept behind a savepoint here, or rolled back to it.
 */
class OneTransaction extends PrismaPg {
	override async connect() {
		const adapter = await super.connect();
		const all = await adapter.startTransaction();
		const run = async (sql: string) => {
			await all.executeRaw({ sql, args: [], argTypes: [] });
		};
		const queries = {
			queryRaw: all.queryRaw.bind(all),
			executeRaw: all.executeRaw.bind(all),
		};
		const { provider, adapterName } = adapter;
		const dispose = adapter.dispose.bind(adapter);
		return Object.assign(adapter, queries, {
			startTransaction: async () => {
				await run("SAVEPOINT act");
				return {
					...queries,
					provider,
					adapterName,
					// Else Prisma would send the COMMIT itself.
					options: { usePhantomQuery: true },
					commit: () => run("RELEASE SAVEPOINT act"),
					rollback: async () => {
						await run("ROLLBACK TO SAVEPOINT act");
						await run("RELEASE SAVEPOINT act");
					},
				};
			},
			dispose: async () => {
				// Gives the connection back.
				await all.rollback();
				await dispose();
			},
		});
	}
}

/** The same statement has the same name, and is planned once. */
function nameStatements(): (query: { sql: string }) => string {
	const names = new Map<string, string>();
	return ({ sql }) => {
		const name = names.get(sql) ?? `s${names.size}`;
		names.set(sql, name);
		return name;
	};
}

export type BacktrackingDb = {
	db: Db;
	/** From now on `backtrack` comes back to here. */
	mark: () => Promise<void>;
	/** Everything since the mark has not happened. */
	backtrack: () => Promise<void>;
};

export function openBacktracking(url: string): BacktrackingDb {
	const adapter = new OneTransaction(
		{
			connectionString: url,
			options: "-c TimeZone=UTC -c plan_cache_mode=force_generic_plan",
			max: 1,
		},
		{ statementNameGenerator: nameStatements() },
	);
	// Where an error says who asked, every question costs a stack.
	const db = new PrismaClient({
		adapter,
		errorFormat: "minimal",
		transactionOptions: { maxWait: 600_000, timeout: 600_000 },
	});
	return {
		db,
		mark: async () => {
			await db.$executeRaw`SAVEPOINT mark`;
		},
		backtrack: async () => {
			await db.$executeRaw`ROLLBACK TO SAVEPOINT mark`;
		},
	};
}
