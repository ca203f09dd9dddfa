import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { onDatabase, sql, type TestServer } from "./template";

export type TestDatabase = {
	name: string;
	ownerUrl: string;
	/** Connects as a login role that is a member of `signalbox_app`. */
	appUrl: string;
	/** Ends every connection to the database and removes it. */
	drop: () => Promise<void>;
};

/** A migrated database of the test's own, cloned from the run's template. */
export const createTestDatabase = (): Promise<TestDatabase> =>
	cloneTemplate(injectServer());

// The counterpart of `provideServer` in test-server.ts.
const injectServer = (): TestServer =>
	(inject as (key: string) => TestServer)("testServer");

/** The same outside vitest, for a server of `startTestServer`. */
export async function cloneTemplate(server: TestServer): Promise<TestDatabase> {
	const name = `signalbox_test_${randomBytes(6).toString("hex")}`;
	await sql(
		server.ownerUrl,
		`create database ${name} template ${server.template}`,
	);
	return {
		name,
		ownerUrl: onDatabase(server.ownerUrl, name),
		appUrl: onDatabase(server.appUrl, name),
		drop: () => sql(server.ownerUrl, `drop database ${name} (force)`),
	};
}
