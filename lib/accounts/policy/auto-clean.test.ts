import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	type ConfirmQuestion,
	lapsesAt,
	type PolicyPerson,
	refuseConfirm,
} from "./auto-clean";

const ASKED = new Date("2026-11-23T08:00:00Z");
const at = (minutes: number) => new Date(ASKED.getTime() + minutes * 60_000);
const NOW = at(60);

const person = (
	id: string,
	roles: readonly ("owner" | "compliance")[],
	change: Partial<PolicyPerson> & { roleSince?: Date } = {},
): PolicyPerson => ({
	id,
	since: change.since ?? at(-9999),
	disabled: change.disabled ?? false,
	roles: roles.map((role) => ({ role, since: change.roleSince ?? at(-9999) })),
});

const amara = person("amara", ["owner"]);
const cora = person("cora", ["compliance"]);
const both = person("solo", ["owner", "compliance"]);

const base: ConfirmQuestion = {
	request: { requestedAt: ASKED, verdict: null },
	requester: amara,
	confirmer: cora,
	duties: "enforced",
};

describe("who may confirm auto-clean", () => {
	const cases: [string, Partial<ConfirmQuestion>, string | null][] = [
		["a compliance lead, what an owner asked", {}, null],
		[
			"an owner, what a compliance lead asked",
			{ requester: cora, confirmer: amara },
			null,
		],
		["somebody with both roles", { confirmer: both }, null],
		["whoever asked", { requester: both, confirmer: both }, "own_request"],
		[
			"whoever asked, in a team of one with both roles",
			{ requester: both, confirmer: both, duties: "off" },
			null,
		],
		[
			"whoever asked, in a team of one with one role",
			{ confirmer: amara, duties: "off" },
			"same_side",
		],
		["a second owner", { confirmer: person("otto", ["owner"]) }, "same_side"],
		["somebody without a role", { confirmer: person("v", []) }, "no_role"],
		[
			"somebody disabled",
			{ confirmer: { ...cora, disabled: true } },
			"no_role",
		],
		[
			"a person younger than the request",
			{ confirmer: { ...cora, since: at(1) } },
			"too_young",
		],
		[
			"a role younger than the request",
			{ confirmer: person("cora", ["compliance"], { roleSince: at(1) }) },
			"too_young",
		],
		[
			"a role as old as the request",
			{ confirmer: person("cora", ["compliance"], { roleSince: ASKED }) },
			null,
		],
		[
			"what somebody asked who is disabled now",
			{ requester: { ...amara, disabled: true } },
			"requester_gone",
		],
		[
			"what somebody asked who lost the role",
			{ requester: person("amara", []) },
			"requester_gone",
		],
		[
			"what somebody asked who lost the role and got it again",
			{ requester: person("amara", ["owner"], { roleSince: at(1) }) },
			"requester_gone",
		],
		[
			"what was declined",
			{ request: { requestedAt: ASKED, verdict: "declined" } },
			"decided",
		],
	];
	test.each(cases)("%s", (_, change, expected) => {
		expect(refuseConfirm({ ...base, ...change }, NOW)).toBe(expected);
	});

	test("a request lapses 24 hours after it was made, to the millisecond", () => {
		const end = lapsesAt(ASKED);
		expect(end).toEqual(at(24 * 60));
		expect(refuseConfirm(base, new Date(end.getTime() - 1))).toBeNull();
		expect(refuseConfirm(base, end)).toBe("lapsed");
	});

	test("no confirmation passes without two people, one on each side, both old enough", () => {
		const roles = fc.subarray(["owner", "compliance"] as const);
		const minutes = fc.integer({ min: -2, max: 2 });
		const anyone = fc
			.record({
				id: fc.constantFrom("a", "b"),
				roles,
				since: minutes,
				roleSince: minutes,
				disabled: fc.boolean(),
			})
			.map(({ id, roles: held, ...rest }) =>
				person(id, held, {
					since: at(rest.since),
					roleSince: at(rest.roleSince),
					disabled: rest.disabled,
				}),
			);
		fc.assert(
			fc.property(anyone, anyone, (requester, confirmer) => {
				const question = { ...base, requester, confirmer };
				if (refuseConfirm(question, NOW) !== null) return;
				expect(requester.id).not.toBe(confirmer.id);
				const all = [requester, confirmer];
				expect(all.every(({ disabled }) => !disabled)).toBe(true);
				expect(all.every(({ since }) => since <= ASKED)).toBe(true);
				const held = all.flatMap((each) => each.roles);
				expect(held.every(({ since }) => since <= ASKED)).toBe(true);
				expect(new Set(held.map(({ role }) => role)).size).toBe(2);
				expect(all.every((each) => each.roles.length > 0)).toBe(true);
			}),
		);
	});
});
