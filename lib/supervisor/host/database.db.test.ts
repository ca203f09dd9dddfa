import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
	type EmbeddedPostgres,
	startEmbeddedPostgres,
} from "@/lib/db/embedded/start";
import { onDatabase } from "@/lib/db/testing/template";
import { readEnv } from "@/lib/env";
import { openDatabase } from "./database";

/** A server of its own: which roles a server has decides here. */
let server: EmbeddedPostgres;
let dataDir = "";
beforeAll(async () => {
	dataDir = mkdtempSync(join(tmpdir(), "signalbox-given-"));
	// The database's own user must be able to pass, when the tests run as root.
	chmodSync(dataDir, 0o711);
	server = await startEmbeddedPostgres({
		...{ dataDir, fast: true },
		log: () => undefined,
	});
});
afterAll(async () => {
	await server.stop();
	rmSync(dataDir, { recursive: true });
});

async function sql(url: string, ...statements: string[]) {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		for (const statement of statements) await client.query(statement);
	} finally {
		await client.end();
	}
}

/** An empty database; gives the URL of a user on it. */
async function makeDatabase(name: string, owner: string) {
	await sql(server.ownerUrl, `create database ${name} owner ${owner}`);
	return (user: string): string => {
		const url = new URL(onDatabase(server.ownerUrl, name));
		url.username = user;
		url.password = "p";
		return url.href;
	};
}

const makeUser = (name: string, rights = "") =>
	sql(server.ownerUrl, `create role ${name} login ${rights} password 'p'`);

const open = (given: Record<string, string>) =>
	openDatabase(readEnv(given), {
		purpose: "supervisor",
		log: () => undefined,
	});

const refusal = (message: RegExp) => ({
	code: "misconfigured",
	message: expect.stringMatching(message),
});

test("what a user without the right to make roles can and cannot have", async () => {
	await makeUser("plain");
	await makeUser("reader");
	const as = await makeDatabase("one", "plain");

	const alone = await open({ DATABASE_URL: as("plain") });
	expect(alone.role).toBeUndefined();
	expect(alone.migrated.length).toBeGreaterThan(0);
	await expect(
		open({ DATABASE_URL: as("reader"), OWNER_DATABASE_URL: as("plain") }),
	).rejects.toMatchObject(
		refusal(/^OWNER_DATABASE_URL: user plain may not let reader act as/),
	);
	await expect(
		open({ DATABASE_URL: as("reader"), DIRECT_DATABASE_URL: as("nobody") }),
	).rejects.toMatchObject(refusal(/^DIRECT_DATABASE_URL: .* user nobody/));
});

test("a user who may not create tables is told so", async () => {
	await makeUser("guest");
	const as = await makeDatabase("two", "signalbox_owner");
	await expect(open({ DATABASE_URL: as("guest") })).rejects.toMatchObject(
		refusal(/user guest may not create tables in database two/),
	);
});

test("one user that may make roles takes the application's; two share the work", async () => {
	await makeUser("maker", "createrole");
	await makeUser("app");
	const as = await makeDatabase("three", "maker");
	const alone = await open({ DATABASE_URL: as("maker") });
	expect(alone.role).toBe("signalbox_app");

	const urls = { DATABASE_URL: as("app"), OWNER_DATABASE_URL: as("maker") };
	expect(await open(urls)).toMatchObject({
		...{ role: undefined, migrated: [], embedded: undefined },
		...{ appUrl: as("app"), ownerUrl: as("maker") },
	});
	await sql(as("app"), "select app_now()", "select count(*) from audit_event");
	await expect(sql(as("app"), "delete from audit_event")).rejects.toMatchObject(
		{ code: "42501" },
	);
});
