import { randomBytes, randomInt } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

// OWASP's first choice for argon2id: 19 MiB, two passes, one lane.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// Without 0, O, 1, l and I, which people misread.
const ALPHABET = "23456789abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";

/** An argon2id hash in PHC form. */
export const hashPassword = (password: string): Promise<string> =>
	hash(password.normalize("NFC"), COST);

let nobodysHash: Promise<string> | undefined;

/** The same work whether or not there is a hash, so that time tells nothing about who exists (T4). */
export async function verifyPassword(
	storedHash: string | null,
	password: string,
): Promise<boolean> {
	nobodysHash ??= hashPassword(randomBytes(32).toString("hex"));
	const reference = await nobodysHash;
	const matches = await verify(
		storedHash ?? reference,
		password.normalize("NFC"),
	);
	return storedHash !== null && matches;
}

/** A one-time password: 20 characters, about 116 bits. */
export const generatePassword = (): string =>
	Array.from({ length: 20 }, () => ALPHABET[randomInt(ALPHABET.length)]).join(
		"",
	);
