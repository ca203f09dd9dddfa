import {
	cpSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runOnce } from "graphile-worker";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import {
	createTestDatabase,
	type TestDatabase,
} from "@/lib/db/testing/database";
import { migrate } from "./migrate";

const made: TestDatabase[] = [];
const clone = async (): Promise<TestDatabase> => {
	const database = await createTestDatabase();
	made.push(database);
	return database;
};
afterAll(async () => {
	for (const database of made) await database.drop();
});

async function query<T extends pg.QueryResultRow>(
	url: string,
	text: string,
): Promise<T[]> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	const { rows } = await client.query<T>(text).finally(() => client.end());
	return rows;
}

const checkedIn = () =>
	readdirSync("prisma/migrations").filter((name) => !name.includes("."));

test("a clone has every migration and a session in UTC", async () => {
	const { ownerUrl, appUrl } = await clone();
	const rows = await query<{ migration_name: string }>(
		ownerUrl,
		"select migration_name from _prisma_migrations order by 1",
	);
	expect(rows.map((row) => row.migration_name)).toEqual(checkedIn().sort());
	expect(await query(appUrl, "show timezone")).toEqual([{ TimeZone: "UTC" }]);
});

/** The tree of migrations plus one that counts how often it ran. */
function treeWithCounter(): string {
	const dir = mkdtempSync(join(tmpdir(), "signalbox-migrations-"));
	cpSync("prisma/migrations", dir, { recursive: true });
	const own = join(dir, "9999_counter");
	cpSync(join(dir, checkedIn()[0] ?? ""), own, { recursive: true });
	writeFileSync(
		join(own, "migration.sql"),
		"create table if not exists counter (n int); insert into counter values (1);",
	);
	return dir;
}

test("two migrators at once apply once; a changed file is refused", async () => {
	const { ownerUrl } = await clone();
	const dir = treeWithCounter();
	try {
		const applied = await Promise.all([
			migrate(ownerUrl, { dir }),
			migrate(ownerUrl, { dir }),
		]);
		expect(applied.flat()).toEqual(["9999_counter"]);
		expect(await query(ownerUrl, "select n from counter")).toEqual([{ n: 1 }]);

		writeFileSync(join(dir, "9999_counter", "migration.sql"), "select 1;");
		await expect(migrate(ownerUrl, { dir })).rejects.toMatchObject({
			code: "misconfigured",
			message: expect.stringContaining("9999_counter was changed"),
		});
	} finally {
		rmSync(dir, { recursive: true });
	}
});

test("a migration that fails leaves nothing behind", async () => {
	const { ownerUrl } = await clone();
	const dir = treeWithCounter();
	try {
		writeFileSync(
			join(dir, "9999_counter", "migration.sql"),
			"create table half (n int); select 1 / 0;",
		);
		await expect(migrate(ownerUrl, { dir })).rejects.toThrow(
			/9999_counter failed and was rolled back: division by zero/,
		);
		const half = await query(ownerUrl, "select to_regclass('half') as half");
		expect(half).toEqual([{ half: null }]);
	} finally {
		rmSync(dir, { recursive: true });
	}
});

test("the application role adds and runs a job", async () => {
	const { appUrl } = await clone();
	const pgPool = new pg.Pool({ connectionString: appUrl, max: 3 });
	const heard: unknown[] = [];
	await query(
		appUrl,
		`select graphile_worker.add_job('greet', '{"who":"you"}', queue_name => 'q', job_key => 'k')`,
	);
	pgPool.on("error", () => undefined);
	await runOnce({
		pgPool,
		taskList: { greet: (payload) => void heard.push(payload) },
	});
	await pgPool.end();
	expect(heard).toEqual([{ who: "you" }]);
	expect(
		await query(appUrl, "select count(*)::int as n from graphile_worker.jobs"),
	).toEqual([{ n: 0 }]);
});
