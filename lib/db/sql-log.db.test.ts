import { afterEach, expect, test, vi } from "vitest";
import { createDb } from "./client";
import { createTestDatabase } from "./testing/database";

afterEach(() => {
	vi.unstubAllEnvs();
	vi.restoreAllMocks();
});

test("statements are logged when asked for, with their time and without their parameters", async () => {
	const database = await createTestDatabase();
	const lines: string[] = [];
	vi.spyOn(process.stderr, "write").mockImplementation((line) => {
		lines.push(String(line));
		return true;
	});
	const ask = async () => {
		const db = createDb(database.appUrl);
		await db.person.findMany({ where: { email: "canary@example.org" } });
		await db.$disconnect();
	};
	await ask();
	expect(lines).toEqual([]);
	vi.stubEnv("SIGNALBOX_SQL_LOG", "on");
	await ask();
	const logged = lines.map((line) => JSON.parse(line));
	expect(logged).toContainEqual({
		sql: expect.stringMatching(/SELECT .*"person".*WHERE .*"email" = \$1/),
		ms: expect.any(Number),
	});
	expect(lines.join("")).not.toContain("canary");
	await database.drop();
});
