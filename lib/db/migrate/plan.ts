import { AppError } from "@/lib/core/errors";

/** One directory of `prisma/migrations`; `checksum` as Prisma computes it. */
export type Migration = { name: string; sql: string; checksum: string };

/** One row of `_prisma_migrations`. */
export type MigrationRow = {
	migration_name: string;
	checksum: string;
	finished_at: Date | null;
	rolled_back_at: Date | null;
};

const refuse = (why: string): AppError => new AppError("misconfigured", why);

/**
 * What is still to be applied, in order. Throws `misconfigured` when the database
 * and the checkout disagree: a failed, changed or unknown migration.
 */
export function planMigrations(
	onDisk: readonly Migration[],
	rows: readonly MigrationRow[],
): Migration[] {
	const standing = rows.filter((row) => row.rolled_back_at === null);
	for (const row of standing) {
		const name = row.migration_name;
		const file = onDisk.find((migration) => migration.name === name);
		if (row.finished_at === null) {
			throw refuse(
				`migration ${name} failed earlier: repair the database, then \`prisma migrate resolve\``,
			);
		}
		if (!file) {
			throw refuse(
				`the database has migration ${name}, which this version of Signalbox lacks: start the newer version`,
			);
		}
		if (file.checksum !== row.checksum) {
			throw refuse(
				`migration ${name} was changed after it was applied: restore its file`,
			);
		}
	}
	const done = new Set(standing.map((row) => row.migration_name));
	return onDisk.filter((migration) => !done.has(migration.name));
}
