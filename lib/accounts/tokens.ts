import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { AppError } from "@/lib/core/errors";
import { isNonEmpty, type NonEmpty } from "@/lib/core/non-empty";

export type TokenKey = { id: string; secret: Buffer };

/** A token at rest; the cipher text is base64 of nonce ‖ tag ‖ text. */
export type SealedToken = { keyId: string; cipher: string };

const KEY = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/=_-]+)$/;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Reads `k1:<base64>[,k2:…]`. The first key seals, all of them open: a new key goes in front.
 * Throws `misconfigured`, never naming a secret.
 */
export function parseTokenKeys(text: string | undefined): NonEmpty<TokenKey> {
	const keys = (text ?? "")
		.split(",")
		.map((part) => part.trim())
		.filter(Boolean)
		.map(parseKey);
	if (new Set(keys.map(({ id }) => id)).size !== keys.length)
		throw new AppError("misconfigured", "SIGNALBOX_KEYS names a key id twice");
	if (isNonEmpty(keys)) return keys;
	throw new AppError("misconfigured", "SIGNALBOX_KEYS is not set");
}

function parseKey(part: string, index: number): TokenKey {
	const [, id, encoded] = KEY.exec(part) ?? [];
	const secret = Buffer.from(encoded ?? "", "base64");
	if (id && secret.length === KEY_BYTES) return { id, secret };
	throw new AppError(
		"misconfigured",
		`SIGNALBOX_KEYS: key ${index + 1} is not <id>:<base64 of ${KEY_BYTES} bytes>`,
	);
}

/** Seals with AES-256-GCM. The owner (an account id) is bound in: a cipher text moved to another row does not open. */
export function encryptToken(
	token: string,
	owner: string,
	keys: NonEmpty<TokenKey>,
): SealedToken {
	const [key] = keys;
	const nonce = randomBytes(NONCE_BYTES);
	const cipher = createCipheriv("aes-256-gcm", key.secret, nonce);
	cipher.setAAD(Buffer.from(owner));
	const text = Buffer.concat([cipher.update(token, "utf8"), cipher.final()]);
	const sealed = Buffer.concat([nonce, cipher.getAuthTag(), text]);
	return { keyId: key.id, cipher: sealed.toString("base64") };
}

/** Opens what `encryptToken` sealed; throws `misconfigured` for an unknown key or a changed cipher text. */
export function decryptToken(
	sealed: SealedToken,
	owner: string,
	keys: NonEmpty<TokenKey>,
): string {
	const key = keys.find(({ id }) => id === sealed.keyId);
	if (!key)
		throw new AppError(
			"misconfigured",
			`the token is sealed with key ${sealed.keyId}, which SIGNALBOX_KEYS lacks`,
		);
	try {
		return open(Buffer.from(sealed.cipher, "base64"), owner, key);
	} catch (error) {
		throw new AppError(
			"misconfigured",
			`the token does not open with key ${sealed.keyId}: the key or the row was changed`,
			{},
			error,
		);
	}
}

function open(bytes: Buffer, owner: string, key: TokenKey): string {
	const nonce = bytes.subarray(0, NONCE_BYTES);
	const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
	const decipher = createDecipheriv("aes-256-gcm", key.secret, nonce, {
		authTagLength: TAG_BYTES,
	});
	decipher.setAAD(Buffer.from(owner));
	decipher.setAuthTag(tag);
	return Buffer.concat([
		decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
		decipher.final(),
	]).toString("utf8");
}
