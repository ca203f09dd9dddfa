import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readEnv } from "@/lib/env";
import { emulatorPortOf, reserveEmulatorPort } from "./emulator-port";

let dataDir = "";
const servers: Server[] = [];
beforeEach(() => {
	dataDir = mkdtempSync(join(tmpdir(), "signalbox-emulator-"));
});
afterEach(async () => {
	for (const server of servers.splice(0))
		await new Promise((done) => server.close(done));
	rmSync(dataDir, { recursive: true });
});

const at = (given: Record<string, string> = {}) => ({
	env: readEnv(given),
	given,
	dataDir,
});

async function listen(port = 0): Promise<number> {
	const server = createServer();
	servers.push(server);
	await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
	const address = server.address();
	return address && typeof address === "object" ? address.port : 0;
}

test("who asks while the emulator runs is told where it runs", async () => {
	await reserveEmulatorPort(at());
	const port = emulatorPortOf(at());
	await listen(port);
	expect(emulatorPortOf(at())).toBe(port);
	expect(emulatorPortOf(at({ EMULATOR_PORT: "" }))).toBe(port);
});

test("a port that another program holds is left to it", async () => {
	const taken = await listen();
	writeFileSync(join(dataDir, "emulator-port"), `${taken}\n`);
	await reserveEmulatorPort(at());
	expect(emulatorPortOf(at())).not.toBe(taken);
});

test("the port that a person set is used, or refused in one line", async () => {
	const taken = await listen();
	const wanted = at({ EMULATOR_PORT: String(taken) });
	await expect(reserveEmulatorPort(wanted, 0)).rejects.toMatchObject({
		code: "misconfigured",
		message: `EMULATOR_PORT ${taken} is taken: set another, or none`,
	});
	for (const server of servers.splice(0))
		await new Promise((done) => server.close(done));
	await reserveEmulatorPort(wanted, 0);
	expect(emulatorPortOf(at())).toBe(taken);
});
