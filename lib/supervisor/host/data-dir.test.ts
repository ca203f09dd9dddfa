import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDataDir } from "./data-dir";

let dir = "";
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), "signalbox-data-dir-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

test("makes what is missing, closed to others' eyes", () => {
	const wanted = join(dir, "a", "b");
	expect(openDataDir(wanted)).toBe(wanted);
	expect(openDataDir(wanted)).toBe(wanted);
	expect(statSync(wanted).mode & 0o044).toBe(0);
});

test("a place that cannot hold it is named in one line", () => {
	writeFileSync(join(dir, "file"), "");
	const places = [join(dir, "file"), join(dir, "file", "below")];
	if (process.platform === "linux") places.push("/proc/x", "/proc/x/y");
	for (const place of places) {
		expect(() => openDataDir(place)).toThrow(
			expect.objectContaining({
				code: "misconfigured",
				message: expect.stringMatching(
					/^cannot write the data directory .*: set SIGNALBOX_DATA_DIR$/,
				),
			}),
		);
	}
});
