import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256 } from "@/lib/core/canonical-json";
import { readEnv } from "@/lib/env";
import {
	createMediaStore,
	type MediaStore,
	openMediaStore,
} from "./media-store";

const BYTES = Buffer.from("not really a picture");
const HASH = sha256(BYTES);
let folder = "";
let store: MediaStore;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "media-store-"));
	store = createMediaStore(pathToFileURL(join(folder, "a b")).href);
});
afterAll(() => rm(folder, { recursive: true }));

it("lies where MEDIA_STORE says, else in the data directory, whatever that is called", async () => {
	const SIGNALBOX_DATA_DIR = join(folder, "100% data");
	const own = openMediaStore(readEnv({ SIGNALBOX_DATA_DIR }));
	await own.put(BYTES, "image/jpeg");
	expect(await own.path(HASH)).toMatch(
		new RegExp(`^${SIGNALBOX_DATA_DIR}/media/`),
	);
	const MEDIA_STORE = `file:${join(folder, "elsewhere")}`;
	const set = openMediaStore(readEnv({ SIGNALBOX_DATA_DIR, MEDIA_STORE }));
	await set.put(BYTES, "image/jpeg");
	expect(await set.path(HASH)).toMatch(new RegExp(`^${folder}/elsewhere/`));
});

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
