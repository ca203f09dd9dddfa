import fc from "fast-check";
import { expect, test } from "vitest";
import { HOUR } from "@/lib/core/time";
import { SIGNALS } from "@/lib/governance/model";
import { HistoryWorld, type LiveCall } from "@/lib/testing/histories";
import { anyStep } from "@/lib/testing/steps";

const HISTORIES = 10_000;

/** Written from R1 to R5 alone: it asks no decision of the product. Returns what is wrong with a live call. */
function wrongWith({ at, post, world }: LiveCall): string | null {
	if (world.environment.locked) return "the veto was set";
	if (world.halted) return "publishing was halted";
	if (at < post.slotAt) return "before its slot";
	if (at.getTime() >= post.slotAt.getTime() + 6 * HOUR) return "expired";
	const last = post.rows.at(-1);
	if (last?.verdict !== "approved") return "not approved";
	if (last.digest !== world.digest(post)) return "approved as something else";
	if (post.editors.includes(last.decidedBy)) return "approved by an editor";
	if (world.people.some(({ id, lost }) => id === last.decidedBy && lost))
		return "approved by somebody without a role";
	const hold = world.holds.find(
		({ startsAt, endsAt }) =>
			at >= startsAt && at < endsAt && last.decidedAt <= startsAt,
	);
	if (hold) return "not approved since the policy hold began";
	const open = world.windows.filter(
		(window) =>
			window.state === "requested" &&
			at >= window.opensAt &&
			at < window.closesAt,
	);
	const byEnvironment = SIGNALS.filter((signal) => world.environment[signal]);
	if (byEnvironment.length === 3) return null;
	const able = open.filter((window) => {
		const standing = window.grants.filter(
			({ by }) => !by.lost && by.roleSince < window.requestedAt,
		);
		const full =
			window.cap !== null &&
			[...window.usedBy].filter((id) => id !== post.id).length >= window.cap;
		return (
			!full &&
			SIGNALS.every(
				(signal) =>
					byEnvironment.includes(signal) ||
					standing.some((grant) => grant.signal === signal),
			)
		);
	});
	if (able.length === 0) return "a signal was missing";
	const dutiful = able.some((window) => {
		const people = new Set(window.grants.map(({ by }) => by.id));
		const ownGrant = window.grants.some(
			(grant) =>
				grant.signal !== "ALLOW_AUTONOMOUS_PUBLISH" &&
				grant.by.id === window.requestedBy,
		);
		return !ownGrant && (window.grants.length < 3 || people.size >= 2);
	});
	return dutiful ? null : "one person stood behind it";
}

/** Likely enough to go live that the property has something to judge. */
const opening = fc.constantFrom(
	[] as const,
	[
		{ do: "request", who: 0, opensInMin: 0, minutes: 240, cap: null },
		{ do: "grant", who: 2, which: 0, signal: "ALLOW_AUTONOMOUS_PUBLISH" },
		{ do: "grant", who: 4, which: 0, signal: "PUBLISH_APPROVAL_GRANTED" },
		{ do: "grant", who: 5, which: 0, signal: "GOVERNANCE_APPROVED" },
		{ do: "post", slotInMin: 0 },
		{ do: "approve", who: 1, which: 0 },
		{ do: "claim", which: 0 },
	] as const,
);

test(`${HISTORIES} random histories: no live call lacks a signal or an approval, or comes after a stop`, () => {
	let calls = 0;
	fc.assert(
		fc.property(
			opening,
			fc.array(anyStep, { minLength: 5, maxLength: 60 }),
			(start, steps) => {
				const wrongs: string[] = [];
				const world = new HistoryWorld((call) => {
					const wrong = wrongWith(call);
					if (wrong) wrongs.push(wrong);
				});
				for (const step of [...start, ...steps]) world.apply(step);
				calls += world.calls;
				expect(wrongs).toEqual([]);
			},
		),
		{ numRuns: HISTORIES },
	);
	expect(calls).toBeGreaterThan(HISTORIES / 20);
});
