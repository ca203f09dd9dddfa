import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { AUDIT_ACTIONS } from "./actions";

// Tests and what was generated write nothing; reads, sentences and the list itself only name an act.
const NO_WRITER =
	/\.test\.ts$|(^|\/)(test-|testing\/)|^db\/generated\/|^audit\/(actions|topics)\.ts$|(^|\/)(views|queries|sentences|describe)[^/]*\.ts$/;

const sources = readdirSync("lib", { recursive: true, encoding: "utf8" })
	.filter((path) => path.endsWith(".ts") && !NO_WRITER.test(path))
	.map((path) => readFileSync(join("lib", path), "utf8"));

const isWritten = (action: string): boolean =>
	sources.some((source) => source.includes(`"${action}"`));

test("every act that the log knows is written somewhere", () => {
	expect(AUDIT_ACTIONS.filter((action) => !isWritten(action))).toEqual([]);
});
