import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { decryptToken, encryptToken, parseTokenKeys } from "./tokens";

const line = (id: string) => `${id}:${randomBytes(32).toString("base64")}`;

it("opens what it sealed, and only for the same account", () => {
	const keys = parseTokenKeys(line("k1"));
	fc.assert(
		fc.property(fc.string({ minLength: 1, unit: "binary" }), (token) => {
			const sealed = encryptToken(token, "account-1", keys);
			expect(decryptToken(sealed, "account-1", keys)).toBe(token);
			expect(() => decryptToken(sealed, "account-2", keys)).toThrow(
				"does not open",
			);
		}),
	);
});

it("refuses a cipher text in which any byte was changed", () => {
	const keys = parseTokenKeys(line("k1"));
	const sealed = encryptToken("IGAA-token", "a", keys);
	const bytes = Buffer.from(sealed.cipher, "base64");
	for (let index = 0; index < bytes.length; index++) {
		const changed = Buffer.from(bytes);
		changed[index] = (changed[index] ?? 0) ^ 1;
		const cipher = changed.toString("base64");
		expect(() => decryptToken({ ...sealed, cipher }, "a", keys)).toThrow(
			"does not open",
		);
	}
});

it("refuses a cipher text cut short of its tag", () => {
	const keys = parseTokenKeys(line("k1"));
	const sealed = encryptToken("t", "a", keys);
	const cipher = Buffer.from(sealed.cipher, "base64")
		.subarray(0, 20)
		.toString("base64");
	expect(() => decryptToken({ ...sealed, cipher }, "a", keys)).toThrow(
		"does not open",
	);
});

it("seals with the first key and still opens with the older ones", () => {
	const old = line("k1");
	const sealed = encryptToken("t", "a", parseTokenKeys(old));
	const rotated = parseTokenKeys(`${line("k2")}, ${old}`);
	expect(decryptToken(sealed, "a", rotated)).toBe("t");
	expect(encryptToken("t", "a", rotated).keyId).toBe("k2");
	expect(() => decryptToken(sealed, "a", parseTokenKeys(line("k2")))).toThrow(
		"key k1, which SIGNALBOX_KEYS lacks",
	);
});

it.each([undefined, "", " , ", "k1", "k1:c2hvcnQ=", ":AAAA"])(
	"refuses keys written as %j and shows none of them",
	(text) => {
		expect(() => parseTokenKeys(text)).toThrow("SIGNALBOX_KEYS");
	},
);

it("refuses a key id named twice, and never repeats a secret in the message", () => {
	expect(() => parseTokenKeys(`${line("k1")},${line("k1")}`)).toThrow("twice");
	expect(() => parseTokenKeys("k1:secretsecret")).not.toThrow("secretsecret");
});
