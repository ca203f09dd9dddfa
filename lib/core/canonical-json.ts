import { createHash } from "node:crypto";

export type Json =
	| string
	| number
	| boolean
	| null
	| readonly Json[]
	| { readonly [key: string]: Json };

/**
 * Canonical JSON: keys sorted by UTF-16 code unit, strings in NFC, no white space,
 * integers only (AC-A2). Throws on a fraction or an unsafe integer: write those as strings.
 */
export function canonicalJson(value: Json): string {
	if (value === null || typeof value === "boolean") return String(value);
	if (typeof value === "string") return JSON.stringify(value.normalize("NFC"));
	if (typeof value === "number") {
		if (!Number.isSafeInteger(value))
			throw new Error(`not canonical: ${value} is no safe integer`);
		return String(value === 0 ? 0 : value);
	}
	if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
	const entries = Object.entries(value as Record<string, Json>)
		.map(([key, inner]) => [key.normalize("NFC"), inner] as const)
		.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
	return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(",")}}`;
}

/**
 * Brings any JSON-like value into the form `canonicalJson` accepts: dates to ISO strings,
 * fractions and big integers to strings, `undefined` members dropped.
 */
export function toCanonical(value: unknown): Json {
	if (value === null || value === undefined) return null;
	if (typeof value === "string") return value.normalize("NFC");
	if (typeof value === "boolean") return value;
	if (typeof value === "number")
		return Number.isSafeInteger(value) ? value : String(value);
	if (typeof value === "bigint") return value.toString();
	if (value instanceof Date) return value.toISOString();
	if (Array.isArray(value)) return value.map(toCanonical);
	return Object.fromEntries(
		Object.entries(value)
			.filter(([, inner]) => inner !== undefined)
			.map(([key, inner]) => [key.normalize("NFC"), toCanonical(inner)]),
	);
}

export const sha256 = (data: string | Uint8Array): string =>
	createHash("sha256").update(data).digest("hex");

/** SHA-256 of the canonical form of a value. */
export const digestOf = (value: unknown): string =>
	sha256(canonicalJson(toCanonical(value)));
