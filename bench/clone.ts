import { migrate } from "@/lib/db/migrate/migrate";
import { cloneTemplate } from "@/lib/db/testing/database";
import { onDatabase, sql, type TestServer } from "@/lib/db/testing/template";
import { medianOf, type Result, timesOf } from "./measure";

/** Every test file has a database of its own: a clone must be far cheaper than migrating. */
export async function benchClone(server: TestServer): Promise<Result> {
	const cloned = await timesOf(5, async () => {
		await cloneTemplate(server).then((database) => database.drop());
	});
	const name = `${server.template}_fresh`;
	const migrated = await timesOf(3, async () => {
		await sql(server.ownerUrl, `create database ${name} template template0`);
		await migrate(onDatabase(server.ownerUrl, name));
		await sql(server.ownerUrl, `drop database ${name} (force)`);
	});
	return {
		promise: "a database for a test",
		value: medianOf(cloned),
		unit: "ms",
		baseline: { name: "migrating an empty one", value: medianOf(migrated) },
	};
}
