import { describe, expect, test } from "vitest";
import { addMs, HOUR, MINUTE } from "@/lib/core/time";
import { isCheckpointDue } from "./checkpoint-due";

const NOW = new Date("2026-11-23T12:00:00Z");
const ago = (ms: number) => addMs(NOW, -ms);

describe("a checkpoint is due", () => {
	test.each([
		["when none was ever made", null, null, null, true],
		["an hour after the last", ago(HOUR), null, ago(HOUR), true],
		[
			"when the duty comes five minutes early",
			ago(55 * MINUTE),
			null,
			ago(HOUR),
			true,
		],
		[
			"not half an hour after it",
			ago(30 * MINUTE),
			null,
			ago(30 * MINUTE),
			false,
		],
		["at once in an empty directory", ago(MINUTE), null, null, true],
		[
			"at once where only an old one lies",
			ago(MINUTE),
			null,
			ago(2 * HOUR),
			true,
		],
		[
			"not when the last try has just failed",
			ago(MINUTE),
			"EACCES",
			null,
			false,
		],
		["again an hour after it failed", ago(HOUR), "EACCES", null, true],
	])("%s", (_, triedAt, fault, newestAt, expected) => {
		expect(isCheckpointDue({ triedAt, fault }, newestAt, NOW)).toBe(expected);
	});
});
