import { afterEach, expect, test } from "vitest";
import { migrate } from "@/lib/db/migrate/migrate";
import { refusal, startPostgresStub } from "@/lib/db/testing/postgres-stub";
import { checkDatabase } from "./database-check";

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
	for (const stop of stops.splice(0)) await stop();
});

async function serve(says: Parameters<typeof startPostgresStub>[0]) {
	const { url, stop } = await startPostgresStub(says);
	stops.push(stop);
	return url;
}

/** The one line that a person gets to read. */
async function complaint(url: string): Promise<string> {
	const error = await checkDatabase("DATABASE_URL", url).catch(
		(thrown: unknown) => thrown,
	);
	expect(error).toMatchObject({ code: "misconfigured" });
	const { message } = error as Error;
	expect(message).toMatch(/^DATABASE_URL: /);
	expect(message).not.toMatch(/s3cret|\n/);
	return message;
}

test("gives the login role of a server that answers", async () => {
	const url = await serve({ role: "ada" });
	expect(await checkDatabase("DATABASE_URL", url)).toBe("ada");
});

test.each([
	["28P01", "password authentication failed", /user ada: wrong password/],
	[
		"28000",
		"no pg_hba.conf entry for host, no encryption",
		/no pg_hba.conf entry for host, no encryption/,
	],
	["3D000", 'database "ops" does not exist', /no database ops: create it/],
	["53300", "sorry, too many clients already", /too many clients already/],
])("a refusal with %s says what to mend", async (code, text, wanted) => {
	expect(await complaint(await serve(refusal(code, text)))).toMatch(wanted);
});

test.each([
	["140012", "UTF8", "PostgreSQL 15 or newer is needed, the server is 14"],
	[
		"150018",
		"SQL_ASCII",
		"the database must be encoded in UTF8, it is SQL_ASCII",
	],
])("a server %s in %s is refused", async (version, encoding, message) => {
	const url = await serve({ version, encoding });
	await expect(migrate(url)).rejects.toMatchObject({
		code: "misconfigured",
		message,
	});
});

test("nobody there, an unknown host, another kind of URL", async () => {
	const url = await serve({ role: "ada" });
	for (const stop of stops.splice(0)) await stop();
	expect(await complaint(url)).toMatch(/no PostgreSQL answers at 127.0.0.1/);
	expect(await complaint("postgresql://ada:s3cret@host.invalid/ops")).toMatch(
		/the host host.invalid is unknown/,
	);
	for (const odd of ["mysql://ada:s3cret@127.0.0.1/ops", "ada:s3cret", "ops"])
		expect(await complaint(odd)).toMatch(/postgresql:\/\/USER:PASSWORD@HOST/);
});
