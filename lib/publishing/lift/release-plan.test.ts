import fc from "fast-check";
import { expect, test } from "vitest";
import { addMs, HOUR, MINUTE } from "@/lib/core/time";
import { MISSED } from "./model";
import { planRelease } from "./release-plan";

const now = new Date("2026-11-23T12:00:00Z");
const inMinutes = (minutes: number) => addMs(now, minutes * MINUTE);

const missed = (id: string, agoMinutes: number, accountId = "a") => {
	const slotAt = inMinutes(-agoMinutes);
	return { id, accountId, slotAt, endsAt: addMs(slotAt, 6 * HOUR) };
};

test("shift: the earliest slot now, each further one a spacing later, account by account", () => {
	const posts = [
		missed("2", 60),
		missed("1", 90),
		missed("3", 30),
		missed("4", 45, "b"),
	];
	const plan = planRelease(posts, { missed: "shift", spacingMinutes: 15 }, now);
	expect(plan.released.map(({ post, at }) => [post.id, at])).toEqual([
		["1", now],
		["2", inMinutes(15)],
		["4", now],
		["3", inMinutes(30)],
	]);
});

test("shift: what would come at its end or after it waits, and takes nobody's place", () => {
	const last = { ...missed("2", 345), endsAt: inMinutes(15) };
	const posts = [missed("1", 350), last, missed("3", 340)];
	const plan = planRelease(posts, { missed: "shift", spacingMinutes: 15 }, now);
	expect(plan.waiting).toEqual([{ post: last, why: "too_late" }]);
	expect(plan.released.map(({ post, at }) => [post.id, at])).toEqual([
		["1", now],
		["3", inMinutes(15)],
	]);
});

test("what an earlier lift planned keeps its time", () => {
	const planned = new Map([["a", [inMinutes(20), inMinutes(5)]]]);
	const posts = [missed("1", 60), missed("2", 50)];
	const rule = { missed: "shift", spacingMinutes: 15, planned } as const;
	expect(planRelease(posts, rule, now).released.map(({ at }) => at)).toEqual([
		inMinutes(35),
		inMinutes(50),
	]);
});

test.each(["skip", "ask"] as const)(
	"%s is about missed slots: one to come keeps its own",
	(choice) => {
		const posts = [missed("1", 60), missed("2", 0), missed("3", -30)];
		const rule = { missed: choice, spacingMinutes: 15 };
		const plan = planRelease(posts, rule, now);
		expect(plan.released).toEqual([{ post: posts[2], at: inMinutes(30) }]);
		expect(choice === "skip" ? plan.skipped : plan.waiting).toHaveLength(2);
	},
);

test("never a burst, nothing at its end or later, every post in exactly one list", () => {
	const minute = (min: number, max: number) =>
		fc.integer({ min, max }).map(inMinutes);
	const anyPost = fc.record({
		accountId: fc.constantFrom("a", "b", "c"),
		slotAt: minute(-400, 60),
		endsAt: minute(-60, 360),
	});
	const anyRule = fc.record({
		missed: fc.constantFrom(...MISSED),
		spacingMinutes: fc.integer({ min: 1, max: 240 }),
		planned: fc.array(minute(1, 300), { maxLength: 4 }),
	});
	fc.assert(
		fc.property(fc.array(anyPost, { maxLength: 30 }), anyRule, (some, rule) => {
			const posts = some.map((post, n) => ({ ...post, id: String(n) }));
			const planned = new Map([["a", rule.planned]]);
			const plan = planRelease(posts, { ...rule, planned }, now);
			const ids = [
				...plan.released.map(({ post }) => post.id),
				...plan.skipped.map(({ id }) => id),
				...plan.waiting.map(({ post }) => post.id),
			];
			expect(ids.sort()).toEqual(posts.map(({ id }) => id).sort());
			const taken = { a: rule.planned, b: [], c: [] };
			for (const account of ["a", "b", "c"] as const) {
				const times = plan.released
					.filter(({ post }) => post.accountId === account)
					.map(({ at }) => at.getTime());
				const others = taken[account].map((at) => at.getTime());
				times.forEach((at, n) => {
					for (const other of [...times.slice(n + 1), ...others])
						expect(Math.abs(at - other)).toBeGreaterThanOrEqual(
							rule.spacingMinutes * MINUTE,
						);
				});
			}
			for (const { post, at } of plan.released) {
				expect(at < post.endsAt).toBe(true);
				expect(at >= now && at >= post.slotAt).toBe(true);
				if (rule.missed !== "shift") expect(post.slotAt > now).toBe(true);
			}
			if (plan.waiting.some(({ why }) => why === "asked"))
				expect(rule.missed).toBe("ask");
			if (rule.missed !== "skip") expect(plan.skipped).toEqual([]);
		}),
		{ numRuns: 1000 },
	);
});
