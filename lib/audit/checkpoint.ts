import {
	createPrivateKey,
	createPublicKey,
	type KeyObject,
	sign,
	verify,
} from "node:crypto";
import { canonicalJson, sha256 } from "@/lib/core/canonical-json";
import { AppError } from "@/lib/core/errors";

/** A signed statement of how far the chain went (AC-A5); `at` is microseconds in decimal. */
export type Checkpoint = {
	seq: string;
	hash: string;
	at: string;
	keyId: string;
	signature: string;
};

/** Reads an Ed25519 private key: PEM, plain or in base64, or its PKCS#8 DER in base64. */
export function readPrivateKey(text: string): KeyObject {
	const bytes = Buffer.from(text, "base64");
	const pem = [text, bytes.toString()].find((form) => form.includes("BEGIN"));
	try {
		return createPrivateKey(
			pem ?? { key: bytes, format: "der", type: "pkcs8" },
		);
	} catch (cause) {
		throw new AppError(
			"misconfigured",
			"SIGNALBOX_CHECKPOINT_KEY is no Ed25519 private key",
			{},
			cause,
		);
	}
}

/** The public half as SPKI DER in base64: what a verifier is given. */
export const publicKeyText = (key: KeyObject): string =>
	createPublicKey(key)
		.export({ format: "der", type: "spki" })
		.toString("base64");

const keyIdOf = (publicKey: string): string => sha256(publicKey).slice(0, 16);

const statement = (point: Omit<Checkpoint, "signature">): Buffer =>
	Buffer.from(`signalbox.checkpoint.v1\n${canonicalJson(point)}`);

export function signCheckpoint(
	key: KeyObject,
	point: { seq: string; hash: string; at: string },
): Checkpoint {
	const signed = { ...point, keyId: keyIdOf(publicKeyText(key)) };
	return {
		...signed,
		signature: sign(null, statement(signed), key).toString("base64"),
	};
}

/** @param publicKey SPKI DER in base64, as `publicKeyText` gives it */
export function isSignedBy(publicKey: string, checkpoint: Checkpoint): boolean {
	const { signature, ...signed } = checkpoint;
	try {
		const key = createPublicKey({
			key: Buffer.from(publicKey, "base64"),
			format: "der",
			type: "spki",
		});
		return verify(
			null,
			statement(signed),
			key,
			Buffer.from(signature, "base64"),
		);
	} catch {
		return false;
	}
}
