import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addMs, HOUR, MINUTE } from "@/lib/core/time";
import {
	type ApprovalFacts,
	type GateFacts,
	type GrantFacts,
	type PostFacts,
	SIGNALS,
	type Signal,
	type WindowFacts,
} from "@/lib/governance/model";
import {
	agreeOn,
	isTruthy,
	readSignals,
} from "@/lib/governance/signals/decide";
import { decideGate, decideIntent } from "./gate";

const now = new Date("2026-11-23T12:00:00Z");
const ON = ["1", "true", "TRUE", "Yes", "on", " On ", "tRuE\t"];
const OFF = [
	undefined,
	"",
	" ",
	"0",
	"false",
	"off",
	"no",
	"2",
	"y",
	"enabled",
	"truе",
];

const approved: ApprovalFacts = {
	kind: "approved",
	by: "human",
	digest: "d1",
	decidedAt: addMs(now, -HOUR),
	validUntil: addMs(now, 6 * HOUR),
	approverEntitled: true,
};

const post = (change: Partial<PostFacts> = {}): PostFacts => ({
	id: "post1",
	recovery: false,
	stop: null,
	slotAt: now,
	expiresAt: addMs(now, 6 * HOUR),
	digest: "d1",
	edited: false,
	approval: approved,
	...change,
});

const grant = (
	signal: Signal,
	change: Partial<GrantFacts> = {},
): GrantFacts => ({
	signal,
	grantedBy: "p1",
	grantedByName: "Pat",
	grantedAt: addMs(now, -HOUR),
	grantorEntitled: true,
	...change,
});

const window = (change: Partial<WindowFacts> = {}): WindowFacts => ({
	id: "w1",
	kind: "normal",
	postId: null,
	revision: 1,
	opensAt: addMs(now, -HOUR),
	closesAt: addMs(now, HOUR),
	state: "requested",
	postsUsed: 0,
	postCap: null,
	grants: SIGNALS.map((signal) => grant(signal)),
	...change,
});

const facts = (change: Partial<GateFacts> = {}): GateFacts => ({
	environment: readSignals({}),
	disagreeing: [],
	workersSeen: 1,
	windows: [],
	halts: [],
	holds: [],
	duties: "enforced",
	clockForbidsLive: false,
	post: post(),
	...change,
});

const subsets = Array.from({ length: 8 }, (_, bits) =>
	SIGNALS.filter((_signal, i) => (bits >> i) & 1),
);

describe("spelling (R1)", () => {
	test.each(ON)("%j is on", (value) => expect(isTruthy(value)).toBe(true));
	test.each(OFF)("%j is off", (value) => expect(isTruthy(value)).toBe(false));
});

describe("2³ signals × source × spelling", () => {
	for (const on of subsets)
		for (const fromEnvironment of subsets) {
			const granted = on.filter((signal) => !fromEnvironment.includes(signal));
			const lit = on.filter((signal) => fromEnvironment.includes(signal));
			test.each(ON)(
				`environment [${lit}] as %j, window [${granted}]`,
				(spelling) => {
					const environment = readSignals(
						Object.fromEntries(lit.map((signal) => [signal, spelling])),
					);
					const windows = [
						window({ grants: granted.map((signal) => grant(signal)) }),
					];
					const decision = decideGate(facts({ environment, windows }), now);
					if (on.length === 3) return expect(decision.mode).toBe("live");
					expect(decision).toMatchObject({ mode: "simulated" });
					const missing = decision.mode === "simulated" ? decision.missing : [];
					expect(missing.map(({ signal }) => signal)).toEqual(
						SIGNALS.filter((signal) => !on.includes(signal)),
					);
				},
			);
		}

	test.each(OFF)("%j for all three grants nothing", (value) => {
		const environment = readSignals(
			Object.fromEntries(SIGNALS.map((signal) => [signal, value])),
		);
		expect(decideGate(facts({ environment }), now).mode).toBe("simulated");
	});
});

describe("windows (R3)", () => {
	const only = (w: WindowFacts) => decideGate(facts({ windows: [w] }), now);
	const whys = (w: WindowFacts) => {
		const decision = only(w);
		return decision.mode === "simulated"
			? [...new Set(decision.missing.map(({ why }) => why))]
			: decision.mode;
	};

	test("[opensAt, closesAt): open at its first instant, over at its last", () => {
		expect(whys(window({ opensAt: now }))).toBe("live");
		expect(whys(window({ closesAt: now }))).toEqual(["window_closed"]);
		expect(whys(window({ closesAt: addMs(now, 1) }))).toBe("live");
		expect(whys(window({ opensAt: addMs(now, 1) }))).toEqual([
			"window_not_open_yet",
		]);
	});

	test.each(["withdrawn", "closed"] as const)(
		"a %s window grants nothing",
		(state) => {
			expect(whys(window({ state }))).toEqual(["window_closed"]);
		},
	);

	test("a grantor who lost the role counts for nothing from that moment (R4)", () => {
		const grants = SIGNALS.map((signal) =>
			grant(signal, { grantorEntitled: signal !== "GOVERNANCE_APPROVED" }),
		);
		expect(
			decideGate(facts({ windows: [window({ grants })] }), now),
		).toMatchObject({
			mode: "simulated",
			missing: [{ signal: "GOVERNANCE_APPROVED", why: "grantor_lost_role" }],
		});
	});

	test("a decision takes its grants from one window", () => {
		const half = window({
			id: "a",
			grants: [grant("ALLOW_AUTONOMOUS_PUBLISH")],
		});
		const rest = window({
			id: "b",
			grants: [grant("PUBLISH_APPROVAL_GRANTED"), grant("GOVERNANCE_APPROVED")],
		});
		expect(decideGate(facts({ windows: [half, rest] }), now)).toMatchObject({
			mode: "simulated",
			missing: [{ signal: "ALLOW_AUTONOMOUS_PUBLISH", why: "not_granted" }],
		});
	});

	test("a window for one post, or for recovery posts, counts for no other", () => {
		const glass = window({ kind: "break_glass", postId: "post1" });
		expect(whys(glass)).toBe("live");
		expect(whys({ ...glass, postId: "post2" })).toEqual(["not_granted"]);
		const recovery = window({ kind: "recovery" });
		expect(whys(recovery)).toEqual(["not_granted"]);
		const made = facts({
			windows: [recovery],
			post: post({ recovery: true }),
		});
		expect(decideGate(made, now)).toMatchObject({
			mode: "live",
			authority: { windowKind: "recovery" },
		});
	});

	test("a full window grants nothing, another one does", () => {
		const full = window({ id: "full", postCap: 2, postsUsed: 2 });
		expect(whys(full)).toEqual(["window_full"]);
		expect(
			decideGate(facts({ windows: [full, window({ id: "free" })] }), now),
		).toMatchObject({
			mode: "live",
			authority: { kind: "window", windowId: "free" },
		});
	});
});

describe("the veto and the clock", () => {
	test("PUBLISH_LOCKED is overridden by nothing", () => {
		const environment = readSignals({
			PUBLISH_LOCKED: "yes",
			ALLOW_AUTONOMOUS_PUBLISH: "1",
			PUBLISH_APPROVAL_GRANTED: "1",
			GOVERNANCE_APPROVED: "1",
		});
		expect(
			decideGate(facts({ environment, windows: [window()] }), now),
		).toMatchObject({ mode: "simulated", locked: true });
	});

	test("a test clock forbids live on a foreign host", () => {
		expect(
			decideGate(facts({ windows: [window()], clockForbidsLive: true }), now)
				.mode,
		).toBe("simulated");
	});

	test("workers that disagree switch the signal off", () => {
		const on = readSignals({ ALLOW_AUTONOMOUS_PUBLISH: "1" });
		const agreed = agreeOn([on, readSignals({ PUBLISH_LOCKED: "on" })]);
		expect(agreed.environment.ALLOW_AUTONOMOUS_PUBLISH).toBe(false);
		expect(agreed.environment.locked).toBe(true);
		expect(agreed.disagreeing).toEqual(["ALLOW_AUTONOMOUS_PUBLISH"]);
		expect(agreeOn([]).environment.ALLOW_AUTONOMOUS_PUBLISH).toBe(false);
	});
});

describe("approval (R5)", () => {
	const held = (change: Partial<PostFacts>) => {
		const decision = decideGate(
			facts({ windows: [window()], post: post(change) }),
			now,
		);
		return decision.mode === "held" ? decision.why[0] : decision.mode;
	};
	test.each([
		["no_approval", { approval: { kind: "none" } }],
		["rejected", { approval: { kind: "rejected" } }],
		["approval_stale", { digest: "d2" }],
		["approval_expired", { approval: { ...approved, validUntil: now } }],
		[
			"approver_lost_role",
			{ approval: { ...approved, approverEntitled: false } },
		],
		[
			"auto_approval_void",
			{ edited: true, approval: { ...approved, by: "policy" } },
		],
		[
			"auto_clean_off",
			{
				approval: { ...approved, by: "policy", approverEntitled: false },
			},
		],
	] as const)("%s holds", (fault, change) => {
		expect(held(change)).toEqual({ kind: "approval", fault });
	});

	test("a missing approval is listed beside the missing signals", () => {
		expect(
			decideGate(facts({ post: post({ approval: { kind: "none" } }) }), now),
		).toMatchObject({ mode: "simulated", approval: "no_approval" });
	});
});

describe("order (R2)", () => {
	const halt = {
		id: "h1",
		scope: "global",
		kind: "operational",
		reason: "drill",
		setByName: "Ann",
		setAt: now,
	} as const;
	const hold = {
		id: "p1",
		reason: "strike",
		startsAt: addMs(now, -MINUTE),
		endsAt: addMs(now, HOUR),
	};

	test("stopped beats held beats simulated", () => {
		const all = {
			halts: [halt],
			post: post({ stop: "quarantined", approval: { kind: "none" } }),
		} as const;
		expect(decideGate(facts(all), now)).toEqual({
			mode: "stopped",
			why: "quarantined",
		});
		expect(decideGate(facts({ halts: [halt] }), now).mode).toBe("held");
		expect(decideGate(facts({ post: post({ expiresAt: now }) }), now)).toEqual({
			mode: "stopped",
			why: "expired",
		});
	});

	test("a policy hold asks for a human approval given after it began", () => {
		const at = (decidedAt: Date, by: "human" | "policy" = "human") =>
			decideGate(
				facts({
					windows: [window()],
					holds: [hold],
					post: post({ approval: { ...approved, by, decidedAt } }),
				}),
				now,
			).mode;
		expect(at(addMs(now, -HOUR))).toBe("held");
		expect(at(addMs(now, -1))).toBe("live");
		expect(at(addMs(now, -1), "policy")).toBe("held");
	});

	test("never before its slot", () => {
		expect(
			decideGate(
				facts({ windows: [window()], post: post({ slotAt: addMs(now, 1) }) }),
				now,
			).mode,
		).toBe("held");
	});

	test("a no at the second asking holds, never simulates", () => {
		expect(decideIntent(facts(), now)).toMatchObject({
			mode: "held",
			why: [{ kind: "second_gate", said: "simulated" }],
		});
	});
});

test("live always has three signals from one source pair and a valid approval", () => {
	const when = fc.integer({ min: -3, max: 3 }).map((h) => addMs(now, h * HOUR));
	const anyGrant = fc
		.record({
			signal: fc.constantFrom(...SIGNALS),
			grantorEntitled: fc.boolean(),
		})
		.map((g) => grant(g.signal, g));
	const anyWindow = fc
		.record({
			opensAt: when,
			closesAt: when,
			state: fc.constantFrom("requested", "withdrawn", "closed" as const),
			postsUsed: fc.nat(2),
			postCap: fc.constantFrom(null, 1, 2),
			grants: fc.array(anyGrant, { maxLength: 4 }),
		})
		.map((w) => window(w as Partial<WindowFacts>));
	const anyFacts = fc.record({
		env: fc.record(
			Object.fromEntries(
				[...SIGNALS, "PUBLISH_LOCKED"].map((k) => [
					k,
					fc.constantFrom(...ON, ...OFF),
				]),
			),
		),
		windows: fc.array(anyWindow, { maxLength: 3 }),
		digest: fc.constantFrom("d1", "d2"),
		entitled: fc.boolean(),
		validUntil: when,
		expiresAt: when,
		slotAt: when,
	});
	fc.assert(
		fc.property(anyFacts, (f) => {
			const environment = readSignals(f.env);
			const p = post({
				digest: f.digest,
				slotAt: f.slotAt,
				expiresAt: f.expiresAt,
				approval: {
					...approved,
					validUntil: f.validUntil,
					approverEntitled: f.entitled,
				},
			});
			const decision = decideGate(
				facts({ environment, windows: f.windows, post: p }),
				now,
			);
			const lit = (w?: WindowFacts) =>
				SIGNALS.every(
					(s) =>
						environment[s] ||
						w?.grants.some((g) => g.signal === s && g.grantorEntitled),
				);
			const able = f.windows.some(
				(w) =>
					w.state === "requested" &&
					w.opensAt <= now &&
					now < w.closesAt &&
					(w.postCap === null || w.postsUsed < w.postCap) &&
					lit(w),
			);
			const signals = !environment.locked && (lit() || able);
			const sound =
				f.digest === "d1" &&
				f.entitled &&
				now < f.validUntil &&
				now < f.expiresAt &&
				now >= f.slotAt;
			expect(decision.mode === "live").toBe(signals && sound);
		}),
		{ numRuns: 3000 },
	);
});
