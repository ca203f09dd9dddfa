import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { freePort, keptPort } from "./kept";

/** One that the system hands out to nobody meanwhile. */
async function quietPort(): Promise<number> {
	let port = 20_000 + (process.pid % 12_000);
	while ((await freePort(port)) === undefined) port += 1;
	return port;
}

test("a port stays the same while it is free, and is left to another program that has it", async () => {
	const dir = mkdtempSync(join(tmpdir(), "signalbox-kept-"));
	onTestFinished(() => rmSync(dir, { recursive: true }));
	const file = join(dir, "port");
	const port = await quietPort();
	expect(await keptPort(file, port)).toBe(port);
	expect(await keptPort(file)).toBe(port);

	const other = createServer();
	await new Promise<void>((done) => other.listen(port, "127.0.0.1", done));
	onTestFinished(() => void other.close());
	const next = await keptPort(file);
	expect(next).not.toBe(port);
	expect(next).toBeGreaterThan(0);
});
