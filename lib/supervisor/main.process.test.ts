import { spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { inheritedEnvironment } from "@/lib/env";

let dataDir = "";
beforeEach(() => {
	dataDir = mkdtempSync(join(tmpdir(), "signalbox-main-"));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const rsaKey = () =>
	generateKeyPairSync("rsa", { modulusLength: 2048 })
		.privateKey.export({ type: "pkcs8", format: "der" })
		.toString("base64");

test.each([
	[
		"a text endpoint without a model",
		{ OPENAI_API_KEY: "sk-x" },
		"TEXT_MODEL is missing: name the model of the text endpoint",
	],
	[
		"a key that is none",
		{ SIGNALBOX_KEYS: "k1:AAAA" },
		"SIGNALBOX_KEYS: key 1 is not <id>:<base64 of 32 bytes>",
	],
	[
		"a checkpoint key of another kind",
		{ SIGNALBOX_CHECKPOINT_KEY: rsaKey() },
		"SIGNALBOX_CHECKPOINT_KEY is no Ed25519 private key",
	],
])("%s: one line, and no database is begun", (_, setting, line) => {
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		["--import", "tsx", "lib/supervisor/main.ts"],
		{
			encoding: "utf8",
			env: {
				...inheritedEnvironment(),
				NODE_ENV: "production",
				SIGNALBOX_DATA_DIR: dataDir,
				...setting,
			},
		},
	);
	expect({ status, stdout, stderr }).toEqual({
		status: 2,
		stdout: "",
		stderr: `signalbox: ${line}\n`,
	});
	expect(readdirSync(dataDir)).not.toContain("postgres");
});
