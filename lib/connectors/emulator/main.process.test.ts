import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createEmulatorControl } from "@/lib/connectors/emulator/control/client";
import {
	FAR_PAST,
	IG_ID,
	makeContainer,
	stageEmulator,
} from "@/lib/connectors/emulator/testing/emulator";
import { loadState, saveState } from "./store-file";

async function tempDir(): Promise<string> {
	const dir = await mkdtemp(join(tmpdir(), "emulator-"));
	onTestFinished(() => rm(dir, { recursive: true, force: true }));
	return dir;
}

/** `npm run emulator` on a free port, once it has printed its address. */
async function startProcess(dir: string): Promise<[ChildProcess, string]> {
	const main = new URL("./main.ts", import.meta.url).pathname;
	const child = spawn(process.execPath, ["--import", "tsx", main], {
		env: { NODE_ENV: "test", EMULATOR_PORT: "0", SIGNALBOX_DATA_DIR: dir },
		stdio: ["ignore", "pipe", "inherit"],
	});
	onTestFinished(() => {
		child.kill("SIGKILL");
	});
	const [line] = await once(child.stdout, "data");
	const url = /http:\S+/.exec(String(line))?.[0];
	if (url === undefined) throw new Error(`no address in ${line}`);
	return [child, url];
}

test("the process survives a kill -9 with posts and clock, and stops cleanly on SIGTERM", async () => {
	const dir = await tempDir();
	const [first, url] = await startProcess(dir);
	const control = createEmulatorControl(url);
	await control.ensureAccount({
		igId: IG_ID,
		username: "b",
		token: "t",
		followers: 1,
	});
	const mediaId = await control.addMedia({ igId: IG_ID, caption: "kept" });
	await control.advanceClock(90_000_000);
	first.kill("SIGKILL");
	await once(first, "exit");

	const [second, again] = await startProcess(dir);
	const after = createEmulatorControl(again);
	expect(await after.listPublished(IG_ID)).toMatchObject([
		{ id: mediaId, caption: "kept" },
	]);
	expect((await after.readState()).clock.offsetMs).toBe(90_000_000);
	second.kill("SIGTERM");
	const [code] = await once(second, "exit");
	expect(code).toBe(0);
});

test("what was answered is on disk before the emulator closes", async () => {
	const stateFile = join(await tempDir(), "deep", "emulator.json");
	const stage = await stageEmulator({ stateFile });
	const id = await makeContainer(stage);
	const stored = loadState(stateFile, 0);
	expect(stored.containers.map((container) => container.id)).toEqual([id]);
	const twin = await stageEmulator({ stateFile });
	expect(await twin.client.containerStatus(id)).toMatchObject({ ok: true });
	expect(await twin.client.listMedia({ since: FAR_PAST })).toMatchObject({
		ok: true,
	});
});

test("a save leaves no draft behind, and a foreign file is refused, not overwritten", async () => {
	const dir = await tempDir();
	const file = join(dir, "emulator.json");
	saveState(file, loadState(file, 0));
	expect(await readdir(dir)).toEqual(["emulator.json"]);
	await writeFile(file, '{"version":7}');
	expect(() => loadState(file, 0)).toThrow("is no emulator state");
	expect(await readFile(file, "utf8")).toBe('{"version":7}');
});
