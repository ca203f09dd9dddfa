import assert from "node:assert/strict";
import {
	createPrivateKey,
	createPublicKey,
	type KeyObject,
	sign,
	verify,
} from "node:crypto";
import { z } from "zod";
import { canonicalJson, sha256 } from "@/lib/core/canonical-json";
import { AppError } from "@/lib/core/errors";

const Decimal = z.string().regex(/^(0|[1-9]\d{0,18})$/);

// Several texts stand for the same bytes in base64; only the one that we write is a signature.
const isPlainBase64 = (text: string): boolean =>
	Buffer.from(text, "base64").toString("base64") === text;

/** A signed statement of how far the chain went (AC-A5); `at` is microseconds in decimal. */
export const Checkpoint = z.strictObject({
	seq: Decimal,
	hash: z.string().regex(/^[0-9a-f]{64}$/),
	at: Decimal,
	keyId: z.string().regex(/^[0-9a-f]{16}$/),
	signature: z.string().refine(isPlainBase64),
});
export type Checkpoint = z.output<typeof Checkpoint>;

/** Reads an Ed25519 private key: PEM, plain or in base64, or its PKCS#8 DER in base64. */
export function readPrivateKey(text: string): KeyObject {
	const bytes = Buffer.from(text, "base64");
	const pem = [text, bytes.toString()].find((form) => form.includes("BEGIN"));
	try {
		const key = createPrivateKey(
			pem ?? { key: bytes, format: "der", type: "pkcs8" },
		);
		assert(key.asymmetricKeyType === "ed25519");
		return key;
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

export const keyIdOf = (publicKey: string): string =>
	sha256(publicKey).slice(0, 16);

/**
 * What a signature says: how far the chain goes, or that an event stands in it. One is never taken for the
 * other: the proof of an old event would else close an export that leaves out everything since.
 */
const TAGS = {
	end: "signalbox.checkpoint.v1",
	event: "signalbox.proof.v1",
} as const;
type Signed = keyof typeof TAGS;

const statement = (
	says: Signed,
	point: Omit<Checkpoint, "signature">,
): Buffer => Buffer.from(`${TAGS[says]}\n${canonicalJson(point)}`);

export function signCheckpoint(
	key: KeyObject,
	point: { seq: string; hash: string; at: string },
	says: Signed = "end",
): Checkpoint {
	const signed = { ...point, keyId: keyIdOf(publicKeyText(key)) };
	return {
		...signed,
		signature: sign(null, statement(says, signed), key).toString("base64"),
	};
}

/** @param publicKey SPKI DER in base64, as `publicKeyText` gives it */
export function isSignedBy(
	publicKey: string,
	checkpoint: Checkpoint,
	says: Signed = "end",
): boolean {
	const { signature, ...signed } = checkpoint;
	try {
		const key = createPublicKey({
			key: Buffer.from(publicKey, "base64"),
			format: "der",
			type: "spki",
		});
		return verify(
			null,
			statement(says, signed),
			key,
			Buffer.from(signature, "base64"),
		);
	} catch {
		return false;
	}
}

/** When it was signed. */
export const timeOf = ({ at }: Pick<Checkpoint, "at">): Date =>
	new Date(Number(BigInt(at) / 1000n));
