import {
	chmodSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Purpose } from "./lock";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./start";

let dataDir = "";
const running: EmbeddedPostgres[] = [];

beforeEach(() => {
	dataDir = mkdtempSync(join(tmpdir(), "signalbox-embedded-"));
	chmodSync(dataDir, 0o711);
});
afterEach(async () => {
	for (const server of running.splice(0).reverse()) await server.stop();
	rmSync(dataDir, { recursive: true });
});

async function start(purpose: Purpose = "supervisor") {
	const log = () => undefined;
	const server = await startEmbeddedPostgres({ dataDir, log, purpose });
	running.push(server);
	return server;
}

async function query(url: string, text: string): Promise<pg.QueryResult> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	return client.query(text).finally(() => client.end());
}

test("recovers from kill -9 and is told apart from a stop", async () => {
	const first = await start();
	await query(first.ownerUrl, "create table kept (n int)");
	await query(first.ownerUrl, "insert into kept values (42)");
	process.kill(first.pid, "SIGKILL");
	await first.lost;

	const second = await start();
	expect(second).toMatchObject({ adopted: false });
	const { rows } = await query(second.ownerUrl, "select n from kept");
	expect(rows).toEqual([{ n: 42 }]);
});

test("secrets are the owner's alone, sessions are UTF-8 and UTC", async () => {
	const server = await start();
	const secrets = readdirSync(dataDir).filter((f) => f.includes("password"));
	expect(secrets).toHaveLength(2);
	for (const file of secrets) {
		expect(statSync(join(dataDir, file)).mode & 0o777).toBe(0o600);
	}
	const { rows } = await query(
		server.appUrl,
		`select current_user as "user", current_setting('timezone') as zone,
			current_setting('server_encoding') as encoding,
			current_setting('listen_addresses') as address`,
	);
	expect(rows).toEqual([
		{
			user: "signalbox_web",
			zone: "UTC",
			encoding: "UTF8",
			address: "127.0.0.1",
		},
	]);
	const wrong = new URL(server.appUrl);
	wrong.password = "wrong";
	await expect(query(wrong.href, "select 1")).rejects.toMatchObject({
		code: "28P01",
	});
});

test("a second supervisor is refused, a guest shares, the last guest stops", async () => {
	const supervisor = await start();
	await expect(start()).rejects.toMatchObject({ code: "conflict" });

	const guest = await start("guest");
	expect(guest).toMatchObject({ adopted: true, pid: supervisor.pid });
	await guest.stop();
	await query(supervisor.ownerUrl, "select 1");
	await supervisor.stop();

	const one = await start("guest");
	const other = await start("guest");
	await one.stop();
	await query(other.ownerUrl, "select 1");
	await other.stop();
	await expect(query(other.ownerUrl, "select 1")).rejects.toThrow(
		/ECONNREFUSED/,
	);
	running.length = 0;
});

test("waits for an empty lock file, and clears it when nobody writes it", async () => {
	await (await start()).stop();
	running.length = 0;
	const lock = join(dataDir, "postgres", "data", "postmaster.pid");
	writeFileSync(lock, "");
	const justBegun = new Date(Date.now() - 8_500);
	utimesSync(lock, justBegun, justBegun);
	const askedAt = performance.now();
	await expect(start()).resolves.toMatchObject({ adopted: false });
	expect(performance.now() - askedAt).toBeGreaterThan(1_000);
});

test("two starts at once share one server", async () => {
	const [a, b] = await Promise.all([start("guest"), start("guest")]);
	expect(a.ownerUrl).toBe(b.ownerUrl);
});
