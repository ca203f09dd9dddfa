import { expect, test } from "vitest";
import { isMoving } from "./queries";

const now = "2026-11-23T09:00:00.000Z";
const later = "2026-11-23T10:00:00.000Z";
const answer = {
	account: "acme",
	mode: "live" as const,
	reasons: [],
	missing: [],
	signals: [],
	workersSeen: 1,
	callsStop: null,
	at: now,
};
const post = {
	state: "queued" as const,
	slotAt: now,
	nextAttemptAt: null,
	observedAt: now,
	explanation: answer,
};
const callsStop = { sentence: "the account is paused", ofToken: false };
const stopped = { ...answer, callsStop };

test.each([
	["is due", post, true],
	["is in a worker's hands", { ...post, state: "claimed" }, true],
	["is being published", { ...post, state: "publishing" }, true],
	["is due later", { ...post, slotAt: later }, false],
	["is tried again later", { ...post, nextAttemptAt: later }, false],
	["waits for calls to go on", { ...post, explanation: stopped }, false],
	["is in doubt", { ...post, state: "unknown" }, false],
	["waits for a person", { ...post, state: "needs_human" }, false],
] as const)("a post that %s", (_, one, moves) => {
	expect(isMoving(one)).toBe(moves);
});
