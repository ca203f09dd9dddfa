import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addMs, HOUR, instantAt, localTime, MINUTE } from "@/lib/core/time";
import { decideGate } from "@/lib/governance/gate/gate";
import { readSignals } from "@/lib/governance/signals/decide";
import {
	type GateFacts,
	type GrantFacts,
	SIGNALS,
	WINDOW_KINDS,
	type WindowFacts,
} from "./model";
import { windowStatus } from "./window";

const POST = "post1";
const began = new Date("2026-01-01T00:00:00Z");

/** Days on which an hour is missing or comes twice, and one like any other. */
const DAYS = [
	["2026-03-29", "Europe/Berlin"],
	["2026-10-25", "Europe/Berlin"],
	["2026-03-08", "America/New_York"],
	["2026-11-01", "America/New_York"],
	["2026-04-05", "Australia/Lord_Howe"],
	["2026-06-15", "Asia/Kathmandu"],
] as const;

const anyGrant = fc.record({
	signal: fc.constantFrom(...SIGNALS),
	grantorEntitled: fc.boolean(),
});

const grantOf = (change: Pick<GrantFacts, "signal" | "grantorEntitled">) => ({
	grantedBy: "p1",
	grantedByName: "Pat",
	grantedAt: began,
	...change,
});

const allGrants = SIGNALS.map((signal) => ({ signal, grantorEntitled: true }));

/** Windows as people ask for them: from a local time on a day, so many minutes. */
const windowsOn = ([day, zone]: (typeof DAYS)[number]) =>
	fc.array(
		fc
			.record({
				hour: fc.integer({ min: 0, max: 23 }),
				minute: fc.constantFrom(0, 30, 59),
				minutes: fc.integer({ min: 1, max: 720 }),
				state: fc.constantFrom("requested", "requested", "closed", "withdrawn"),
				kind: fc.constantFrom("normal", ...WINDOW_KINDS),
				postId: fc.constantFrom(null, null, POST, "post2"),
				postsUsed: fc.nat(2),
				postCap: fc.constantFrom(null, null, 2),
				grants: fc.oneof(
					fc.constant(allGrants),
					fc.array(anyGrant, { maxLength: 4 }),
				),
			})
			.map(({ hour, minute, minutes, grants, ...rest }): WindowFacts => {
				const time = [hour, minute]
					.map((part) => String(part).padStart(2, "0"))
					.join(":");
				const opensAt = instantAt(day, time, zone);
				return {
					...(rest as Pick<
						WindowFacts,
						"state" | "kind" | "postId" | "postsUsed" | "postCap"
					>),
					id: `${time} ${minutes}`,
					revision: 1,
					opensAt,
					closesAt: addMs(opensAt, minutes * MINUTE),
					grants: grants.map(grantOf),
				};
			}),
		{ minLength: 1, maxLength: 5 },
	);

/** A moment at a boundary, a millisecond beside one, or anywhere between. */
const momentAmong = (windows: readonly WindowFacts[]) =>
	fc
		.record({
			at: fc.constantFrom(
				...windows.flatMap(({ opensAt, closesAt }) => [opensAt, closesAt]),
			),
			byMs: fc.oneof(
				fc.constantFrom(-1, 0, 0, 1),
				fc.integer({ min: -12 * HOUR, max: 12 * HOUR }),
			),
		})
		.map(({ at, byMs }) => addMs(at, byMs));

const anyCase = fc.constantFrom(...DAYS).chain((day) =>
	windowsOn(day).chain((windows) =>
		fc.record({
			windows: fc.constant(windows),
			now: momentAmong(windows),
			recovery: fc.boolean(),
			halted: fc.constantFrom(false, false, true),
			/** A hold from so many minutes before or after now, so long. */
			hold: fc.option(
				fc.record({
					fromMin: fc.integer({ min: -90, max: 30 }),
					minutes: fc.integer({ min: 1, max: 120 }),
				}),
			),
		}),
	),
);
type Case = typeof anyCase extends fc.Arbitrary<infer T> ? T : never;

function factsOf(given: Case): GateFacts {
	const { windows, now, recovery, halted, hold } = given;
	const startsAt = addMs(now, (hold?.fromMin ?? 0) * MINUTE);
	return {
		environment: readSignals({}),
		disagreeing: [],
		workersSeen: 1,
		windows,
		halts: halted
			? [
					{
						id: "h1",
						scope: "account",
						kind: "operational",
						reason: "drill",
						setByName: "Ann",
						setAt: now,
					},
				]
			: [],
		holds: hold
			? [
					{
						id: "p1",
						reason: "strike",
						startsAt,
						endsAt: addMs(startsAt, hold.minutes * MINUTE),
					},
				]
			: [],
		duties: "enforced",
		clockForbidsLive: false,
		post: {
			id: POST,
			recovery,
			stop: null,
			slotAt: now,
			expiresAt: addMs(now, 6 * HOUR),
			digest: "d1",
			edited: false,
			// Given before any hold of these began.
			approval: {
				kind: "approved",
				by: "human",
				digest: "d1",
				decidedAt: began,
				validUntil: addMs(now, 6 * HOUR),
				approverEntitled: true,
			},
		},
	};
}

/** The rule once more, by itself: open now, for this post, not used up, all three granted by people who count. */
const allows = ({ now, recovery }: Case, window: WindowFacts): boolean =>
	window.state === "requested" &&
	window.opensAt.getTime() <= now.getTime() &&
	now.getTime() < window.closesAt.getTime() &&
	(window.postId === null || window.postId === POST) &&
	(window.kind !== "recovery" || recovery) &&
	(window.postCap === null || window.postsUsed < window.postCap) &&
	SIGNALS.every((signal) =>
		window.grants.some((one) => one.signal === signal && one.grantorEntitled),
	);

const holds = ({ hold }: Case): boolean =>
	hold !== null && hold.fromMin <= 0 && hold.fromMin + hold.minutes > 0;

const modeOf = (given: Case) => decideGate(factsOf(given), given.now).mode;

const RUNS = { numRuns: 3000 };

describe("several windows (AC-G7)", () => {
	test("any one that is open allows, the answer names one that does, and a halt or a hold beats them all", () => {
		const seen = new Set<string>();
		fc.assert(
			fc.property(anyCase, (given) => {
				const able = given.windows.filter((window) => allows(given, window));
				const braked = given.halted || holds(given);
				const expected = braked
					? "held"
					: able.length > 0
						? "live"
						: "simulated";
				const decision = decideGate(factsOf(given), given.now);
				expect(decision.mode).toBe(expected);
				if (decision.mode === "live")
					expect(able.map(({ id }) => id)).toContain(
						decision.authority.kind === "window" && decision.authority.windowId,
					);
				seen.add(`${expected} ${Math.min(able.length, 2)}`);
			}),
			RUNS,
		);
		// Each answer was really met, also where several windows allow.
		for (const answer of [
			"live 1",
			"live 2",
			"held 1",
			"held 2",
			"simulated 0",
		])
			expect(seen).toContain(answer);
	});

	test("one more window never takes a right away, one more halt never gives one, and their order is nothing", () => {
		fc.assert(
			fc.property(anyCase, fc.nat(4), (given, nth) => {
				const mode = modeOf(given);
				const { windows } = given;
				const fewer = windows.filter((_, n) => n !== nth % windows.length);
				if (modeOf({ ...given, windows: fewer }) === "live")
					expect(mode).toBe("live");
				expect(modeOf({ ...given, halted: true })).toBe("held");
				expect(modeOf({ ...given, windows: [...windows].reverse() })).toBe(
					mode,
				);
			}),
			RUNS,
		);
	});
});

describe("a window across a change of the clocks", () => {
	test.each([
		["the missing hour", "2026-03-29", "00:30", "05:30"],
		["the hour that comes twice", "2026-10-25", "00:30", "03:30"],
	])("%s: 4 h are 4 h, [opensAt, closesAt)", (_, day, opens, closesLocally) => {
		const zone = "Europe/Berlin";
		const opensAt = instantAt(day, opens, zone);
		const closesAt = addMs(opensAt, 4 * HOUR);
		expect(localTime(closesAt, zone)).toBe(closesLocally);
		const at = (time: Date) =>
			windowStatus({ state: "requested", opensAt, closesAt }, time);
		expect(at(addMs(opensAt, -1))).toBe("upcoming");
		expect(at(opensAt)).toBe("open");
		expect(at(addMs(closesAt, -1))).toBe("open");
		expect(at(closesAt)).toBe("expired");
	});
});
