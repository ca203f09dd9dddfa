import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { writeCheckpoint } from "@/lib/audit/checkpoints/files";
import type { ChainedEvent } from "@/lib/audit/event";
import {
	at,
	chain,
	exportText,
	link,
	makeSigner,
} from "@/lib/audit/testing/chain";
import { runOps } from "@/lib/cli/run-ops";
import { inheritedEnvironment } from "@/lib/env";

const signer = makeSigner();
const SOUND = exportText(chain(6), signer);
const EARLIER = "1700000000000001";
let folder: string;
let elsewhere: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "signalbox-verify-"));
	elsewhere = join(folder, "elsewhere");
	await writeCheckpoint(elsewhere, signer.sign(at(chain(6), 4), EARLIER));
});

let serial = 0;
async function fileOf(text: string): Promise<string> {
	const path = join(folder, `${++serial}.jsonl`);
	await writeFile(path, text);
	return path;
}

async function ops(...words: string[]) {
	const said = { stdout: "", stderr: "" };
	const code = await runOps(["audit-verify", ...words], {
		env: {},
		stdout: (text) => {
			said.stdout += text;
		},
		stderr: (text) => {
			said.stderr += text;
		},
	});
	return { code, ...said };
}

const closed = (events: readonly ChainedEvent[]) =>
	[...events.map((event) => JSON.stringify(event)), SOUND.split("\n")[6]].join(
		"\n",
	);

describe("ops audit-verify FILE --key K", () => {
	const c = chain(6);
	test.each([
		["edit", "3", closed(c.with(2, { ...at(c, 3), reason: "never" }))],
		["gap", "4", closed(c.toSpliced(2, 1))],
		["reorder", "4", closed(c.with(2, at(c, 4)).with(3, at(c, 3)))],
		["repeat", "3", closed(c.toSpliced(3, 0, at(c, 3)))],
		["fork", "4", closed(c.with(2, link(3, at(c, 2).hash, "x")))],
		["truncated", "4", SOUND.split("\n").slice(0, 4).join("\n")],
		["rewritten", "6", closed(chain(6, 2))],
		["unsigned", "6", exportText(c, makeSigner())],
	])("names %s at event %s, and exits 1", async (kind, seq, text) => {
		const words = [await fileOf(text), "--key", signer.publicKey];
		const told = await ops(...words);
		expect(told).toMatchObject({ code: 1, stderr: "" });
		expect(told.stdout).toContain(`TAMPERED at event ${seq} (${kind}): `);
		const { stdout } = await ops(...words, "--output", "json");
		expect(JSON.parse(stdout)).toMatchObject({ ok: false, kind, seq });
	});

	test("a chain written anew and signed again passes alone, and not beside an earlier checkpoint", async () => {
		const resigned = exportText(chain(6, 2), signer, "1700000000000005");
		const words = [await fileOf(resigned), "--key", signer.publicKey];
		expect(await ops(...words)).toMatchObject({ code: 0 });
		const [name = ""] = await readdir(elsewhere);
		for (const path of [elsewhere, join(elsewhere, name)]) {
			const told = await ops(...words, "--checkpoint", path);
			expect(told.stdout).toContain("TAMPERED at event 4 (rewritten): ");
			expect(told.code).toBe(1);
		}
	});

	test("several places may be given; one with a foreign checkpoint is named", async () => {
		const odd = join(folder, "odd");
		await writeCheckpoint(odd, makeSigner().sign(at(chain(6), 5), EARLIER));
		const words = [await fileOf(SOUND), "--key", signer.publicKey];
		const places = ["--checkpoint", elsewhere, "--checkpoint", odd];
		const told = await ops(...words, ...places);
		expect(told.stdout).toMatch(
			/TAMPERED at event 5 \(unsigned\): .*checkpoint-000000000005-\S+\.json is not signed/,
		);
	});

	test("bad usage exits 2: no key, no file, an empty place, no export", async () => {
		const sound = await fileOf(SOUND);
		const empty = join(folder, "empty");
		await mkdir(empty);
		const key = ["--key", signer.publicKey];
		for (const words of [
			[sound],
			[join(folder, "none"), ...key],
			[sound, ...key, "--checkpoint", empty],
			[await fileOf("hello\n"), ...key],
		])
			expect(await ops(...words)).toMatchObject({ code: 2, stdout: "" });
	});
});

/** `npm run ops` without npm, on a machine that has neither our database nor our data. */
function spawnAlone(words: readonly string[], dataDir: string) {
	const child = spawn(
		process.execPath,
		["--import", "tsx", "lib/cli/ops.ts", ...words],
		{
			env: {
				...inheritedEnvironment(),
				NODE_ENV: "test",
				DATABASE_URL: "",
				SIGNALBOX_DATA_DIR: dataDir,
			},
			stdio: ["ignore", "pipe", "pipe"],
		},
	);
	const told = { stdout: "", stderr: "" };
	child.stdout.on("data", (bytes) => {
		told.stdout += String(bytes);
	});
	child.stderr.on("data", (bytes) => {
		told.stderr += String(bytes);
	});
	return new Promise<{ code: number | null; stdout: string; stderr: string }>(
		(resolve) => {
			child.once("close", (code) => resolve({ code, ...told }));
		},
	);
}

test("it needs the file and the key alone: no database is asked for or started, no data directory made", async () => {
	const dataDir = join(folder, "not", "there");
	const key = ["--key", signer.publicKey, "--output", "json"];
	const cut = SOUND.split("\n").toSpliced(2, 1).join("\n");
	const files = [await fileOf(SOUND), await fileOf(cut)];
	const [sound, tampered] = await Promise.all(
		files.map((file) => spawnAlone(["audit-verify", file, ...key], dataDir)),
	);
	expect(sound).toMatchObject({ code: 0, stderr: "" });
	expect(JSON.parse(sound?.stdout ?? "")).toMatchObject({ ok: true, count: 6 });
	expect(tampered).toMatchObject({ code: 1, stderr: "" });
	const verdict = JSON.parse(tampered?.stdout ?? "");
	expect(verdict).toMatchObject({ kind: "gap", seq: "4" });
	expect(existsSync(join(folder, "not"))).toBe(false);
});
