import { generateKeyPairSync, randomBytes } from "node:crypto";
import { join } from "node:path";
import { keptSecret } from "@/lib/db/embedded/kept";
import type { Env } from "@/lib/env";

export type Secrets = {
	NEXTAUTH_SECRET: string;
	/** `id:base64` of 32 bytes, comma separated. */
	SIGNALBOX_KEYS: string;
	/** Ed25519 private key: base64 of its PKCS #8 PEM. */
	SIGNALBOX_CHECKPOINT_KEY: string;
};

const MAKERS: { [name in keyof Secrets]: () => string } = {
	NEXTAUTH_SECRET: () => randomBytes(32).toString("base64"),
	SIGNALBOX_KEYS: () => `k1:${randomBytes(32).toString("base64")}`,
	SIGNALBOX_CHECKPOINT_KEY: () =>
		Buffer.from(
			generateKeyPairSync("ed25519").privateKey.export({
				type: "pkcs8",
				format: "pem",
			}),
		).toString("base64"),
};

/** The secrets of the environment; an unset one is made once and kept, mode 0600, in the data directory. */
export function ensureSecrets(env: Env, dataDir: string): Secrets {
	const secret = (name: keyof Secrets): string =>
		env[name] ?? keptSecret(join(dataDir, fileOf(name)), MAKERS[name]);
	return {
		NEXTAUTH_SECRET: secret("NEXTAUTH_SECRET"),
		SIGNALBOX_KEYS: secret("SIGNALBOX_KEYS"),
		SIGNALBOX_CHECKPOINT_KEY: secret("SIGNALBOX_CHECKPOINT_KEY"),
	};
}

const fileOf = (name: keyof Secrets): string =>
	name.toLowerCase().replaceAll("_", "-");
