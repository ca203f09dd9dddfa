import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256 } from "@/lib/core/canonical-json";
import { createMediaStore, type MediaStore } from "./media-store";

const BYTES = Buffer.from("not really a picture");
const HASH = sha256(BYTES);
let folder = "";
let store: MediaStore;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "media-store-"));
	store = createMediaStore(pathToFileURL(join(folder, "a b")).href);
});
afterAll(() => rm(folder, { recursive: true }));

describe("the file store", () => {
	it("keeps bytes under their hash and gives them back", async () => {
		expect(await store.exists(HASH)).toBe(false);
		expect(await store.path(HASH)).toBeNull();
		expect(await store.put(BYTES, "image/jpeg")).toEqual({
			sha256: HASH,
			bytes: BYTES.length,
		});
		expect(await store.get(HASH)).toEqual({
			bytes: BYTES,
			contentType: "image/jpeg",
		});
		expect(await store.exists(HASH)).toBe(true);
		expect(await store.path(HASH)).toMatch(/a b\/\w\w\/[0-9a-f]{64}\.jpg$/);
	});

	it("survives many writers of the same bytes and leaves nothing aside", async () => {
		await Promise.all(
			Array.from({ length: 12 }, () => store.put(BYTES, "image/jpeg")),
		);
		const path = (await store.path(HASH)) ?? "";
		expect(await readdir(dirname(path))).toEqual([`${HASH}.jpg`]);
	});

	it("notices damage, and mends it when the bytes come again", async () => {
		const path = (await store.path(HASH)) ?? "";
		await writeFile(path, "damaged");
		await expect(store.get(HASH)).rejects.toMatchObject({
			code: "unavailable",
		});
		await store.put(BYTES, "image/jpeg");
		expect((await store.get(HASH)).bytes).toEqual(BYTES);
	});

	it("refuses what is no hash, what is not there, what is no media", async () => {
		await expect(store.get("../../etc/passwd")).rejects.toMatchObject({
			code: "bad_input",
		});
		await expect(store.get("0".repeat(64))).rejects.toMatchObject({
			code: "not_found",
		});
		await expect(store.put(BYTES, "text/html")).rejects.toMatchObject({
			code: "bad_input",
		});
	});

	it("says when the folder cannot be written", async () => {
		const file = join(folder, "a-file");
		await writeFile(file, "");
		const blocked = createMediaStore(`file:${file}`);
		await expect(blocked.put(BYTES, "image/jpeg")).rejects.toMatchObject({
			code: "unavailable",
		});
	});
});

it.each([
	["s3://bucket/media", "not supported in this version"],
	["/var/media", "must be a file: URL"],
	["file:", "names no folder"],
])("refuses %s", (url, message) => {
	expect(() => createMediaStore(url)).toThrow(message);
});
