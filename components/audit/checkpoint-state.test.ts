import { expect, test } from "vitest";
import { describeCheckpoints } from "./checkpoint-state";

test.each([
	["fresh", null, "fresh", null],
	["stale", null, "stale", "more than 2 h old"],
	["none", null, "none", "no checkpoint yet"],
	["no_key", null, "off", "SIGNALBOX_CHECKPOINT_KEY"],
	["unreadable", "EACCES", "unreadable", "EACCES"],
	["fresh", "ENOSPC", "not kept", "could not be kept as a file: ENOSPC"],
] as const)("%s, fault %s: %s", (state, fault, word, trouble) => {
	const said = describeCheckpoints({ state, fault });
	expect(said.word).toBe(word);
	if (trouble === null) expect(said.trouble).toBeNull();
	else expect(said.trouble).toContain(trouble);
});
