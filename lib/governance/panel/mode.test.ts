import { expect, test } from "vitest";
import { addMs, HOUR } from "@/lib/core/time";
import { type GovernanceFacts, SIGNALS } from "@/lib/governance/model";
import { readSignals } from "@/lib/governance/signals/decide";
import { decideMode } from "./mode";

const now = new Date("2026-11-23T12:00:00Z");
const ALL_ON = readSignals(
	Object.fromEntries(SIGNALS.map((each) => [each, "1"])),
);

const facts = (change: Partial<GovernanceFacts> = {}): GovernanceFacts => ({
	environment: readSignals({}),
	disagreeing: [],
	workersSeen: 1,
	windows: [],
	halts: [],
	holds: [],
	duties: "enforced",
	clockForbidsLive: false,
	...change,
});

const open = {
	id: "w",
	kind: "normal" as const,
	postId: null,
	revision: 1,
	opensAt: addMs(now, -HOUR),
	closesAt: addMs(now, HOUR),
	state: "requested" as const,
	postsUsed: 0,
	postCap: null,
	grants: SIGNALS.map((signal, i) => ({
		signal,
		grantedBy: `p${i}`,
		grantedByName: i === 0 ? "Otto" : "Cleo",
		grantedAt: now,
		grantorEntitled: true,
	})),
};

const mode = (...changes: Partial<GovernanceFacts>[]) =>
	decideMode(
		changes.map((change, i) => ({ handle: `a${i}`, facts: facts(change) })),
		now,
	);

test("signals that are simply not granted are listed, not said twice", () => {
	expect(mode({})).toMatchObject({
		mode: "simulation",
		sentence: "Posts are simulated",
		missing: [...SIGNALS],
	});
});

test("any other reason is said in words", () => {
	expect(
		mode({ environment: readSignals({ PUBLISH_LOCKED: "1" }) }).sentence,
	).toContain("PUBLISH_LOCKED");
	const ended = { ...open, closesAt: now };
	expect(mode({ windows: [ended] }).sentence).toBe(
		"Posts are simulated; the window with the grants has ended",
	);
});

test("live anywhere is live, until the first end, with who granted it", () => {
	const longer = { ...open, closesAt: addMs(now, 2 * HOUR) };
	expect(mode({}, { windows: [open] }, { windows: [longer] })).toMatchObject({
		mode: "live",
		accounts: ["a1", "a2"],
		until: open.closesAt,
		grantedBy: ["Otto", "Cleo"],
	});
});

test("a window for one post is told too, and says what it is for", () => {
	const glass = { ...open, kind: "break_glass" as const, postId: "p" };
	expect(mode({ windows: [glass] })).toMatchObject({
		mode: "live",
		sentence: expect.stringContaining("Emergency window open"),
	});
});

test("the environment alone is live without end", () => {
	expect(mode({ environment: ALL_ON })).toMatchObject({
		mode: "live_without_end",
		until: null,
	});
});

test("a halt names who and why; a policy hold its end", () => {
	const halt = {
		id: "h",
		scope: "account",
		kind: "operational",
		reason: "odd captions",
		setByName: "Ann",
		setAt: now,
	} as const;
	expect(mode({ environment: ALL_ON, halts: [halt] })).toMatchObject({
		mode: "halted",
		sentence: "Publishing is halted on @a0 by Ann: odd captions",
	});
	const hold = {
		id: "p",
		reason: "strike",
		startsAt: addMs(now, -1),
		endsAt: addMs(now, HOUR),
	};
	expect(mode({ holds: [hold] })).toMatchObject({
		mode: "policy_hold",
		until: hold.endsAt,
	});
	expect(mode({ holds: [hold], windows: [open] })).toMatchObject({
		mode: "live",
		sentence: expect.stringContaining("policy hold"),
	});
});

test("without an account it says so", () => {
	expect(mode().sentence).toContain("no account yet");
});
