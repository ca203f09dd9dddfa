import { describe, expect, test } from "vitest";
import { SECOND } from "@/lib/core/time";
import { isAlarming, isIdle, lastSignOfWork, watchedFrom } from "./idle";

const now = new Date("2026-11-29T12:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * SECOND);
const life = (started: number, beat: number, stopped?: number) => ({
	startedAt: ago(started),
	beatAt: ago(beat),
	stoppedAt: stopped === undefined ? null : ago(stopped),
});
const crashes = [300, 299, 297, 293, 285, 269, 238, 207, 176, 145, 114, 83];
const loop = [...crashes, 52, 21].map((at) => life(at, at - 1));

describe("the last sign of work", () => {
	test.each([
		["nobody was seen", [], null],
		["a worker at work", [life(900, 3)], ago(3)],
		["a worker that died", [life(900, 400)], ago(400)],
		["the first start of all", [life(4, 1)], ago(4)],
		["a start after a death", [life(900, 400), life(4, 1)], ago(4)],
		["a crash loop's first start", [life(900, 310), ...loop], ago(300)],
		["one at work beside a crash loop", [...loop, life(900, 3)], ago(3)],
	])("%s", (_, lives, at) => {
		expect(lastSignOfWork(lives)).toEqual(at);
	});
});

test.each([
	["nobody was seen", [], true],
	["a worker at work", [life(900, 3)], false],
	["30 s are not yet silence", [life(900, 30)], false],
	["31 s of silence", [life(900, 31)], true],
	["the first start of all", [life(4, 1)], false],
	["a start after a death", [life(900, 400), life(4, 1)], false],
	["a crash loop", loop, true],
	["one at work beside a crash loop", [...loop, life(900, 3)], false],
	["one stopped at once, then another", [life(90, 85, 84), life(4, 1)], false],
])("idle: %s", (_, lives, idle) => {
	expect(isIdle(lives, now)).toBe(idle);
});

test.each([
	["a worker at work", [life(900, 3)], 3600, false],
	["59 s of silence", [life(900, 59)], 3600, false],
	["60 s of silence", [life(900, 60)], 3600, true],
	["60 s of silence, but just begun to look", [life(900, 60)], 59, false],
	["nobody was seen, and just begun to look", [], 59, false],
	["nobody was seen in a minute of looking", [], 60, true],
	["a start after a death", [life(900, 400), life(4, 1)], 3600, false],
	["a crash loop", loop, 3600, true],
])("alarming: %s", (_, lives, lookedFor, alarming) => {
	expect(isAlarming(lives, ago(lookedFor), now)).toBe(alarming);
});

test.each([
	["the first look", null, 0],
	["a look in time", { since: ago(600), lookedAt: ago(61) }, 600],
	["one look failed", { since: ago(600), lookedAt: ago(121) }, 0],
	["the machine slept", { since: ago(9_000), lookedAt: ago(7_200) }, 0],
])("watched since: %s", (_, before, since) => {
	expect(watchedFrom(before, 60 * SECOND, now)).toEqual({
		since: ago(since),
		lookedAt: now,
	});
});
