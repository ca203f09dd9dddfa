import { describe, expect, test } from "vitest";
import type { Role } from "@/lib/auth/permissions";
import { refuseSuccessor, type ToTakeOver } from "./decide";
import type { Left } from "./model";
import { describeLeft } from "./notify";

const person = (
	role: Role,
	accountId: string | null = null,
	change: { id?: string; disabledAt?: string } = {},
) => ({
	id: "bo",
	name: "Bo",
	disabledAt: null,
	roles: [{ role, accountId, grantedBy: "x", grantedAt: "" }],
	...change,
});
const things = (change: Partial<ToTakeOver> = {}): ToTakeOver => ({
	personId: "ada",
	windows: [{ reason: "launch", accountIds: ["a"], grants: [] }],
	incidents: [{ number: 7, accountId: "a" }],
	duties: "enforced",
	...change,
});
const everywhere = [{ reason: "launch", accountIds: [], grants: [] }];

describe("a successor", () => {
	test.each([
		["who operates there may", person("operator", "a"), things(), null],
		[
			"is not who leaves",
			person("operator", null, { id: "ada" }),
			things(),
			"is who leaves",
		],
		[
			"is not disabled",
			person("operator", null, { disabledAt: "2026" }),
			things(),
			"is disabled",
		],
		[
			"requests windows on these accounts",
			person("operator", "b"),
			things(),
			"requests the window “launch”",
		],
		[
			"requests windows on all accounts",
			person("operator", "a"),
			things({ windows: everywhere }),
			"requests the window “launch”",
		],
		[
			"works on incidents there",
			person("compliance"),
			things(),
			"works on incident #7",
		],
		[
			"of nothing needs no role",
			person("viewer"),
			things({ windows: [], incidents: [] }),
			null,
		],
	])("%s", (_, successor, own, refusal) => {
		const why = refuseSuccessor(successor, own);
		if (refusal === null) expect(why).toBeNull();
		else expect(why).toContain(refusal);
	});

	test("has granted no approval signal in a window that they take over; autonomy may be theirs", () => {
		const granted = (signal: string) =>
			things({
				windows: [
					{
						reason: "launch",
						accountIds: ["a"],
						grants: [{ signal, grantedBy: "bo" }],
					},
				],
			});
		const bo = person("owner");
		expect(refuseSuccessor(bo, granted("ALLOW_AUTONOMOUS_PUBLISH"))).toBeNull();
		const approved = granted("GOVERNANCE_APPROVED");
		expect(refuseSuccessor(bo, approved)).toContain(
			"granted GOVERNANCE_APPROVED",
		);
		expect(refuseSuccessor(bo, { ...approved, duties: "off" })).toBeNull();
	});
});

test("what became of it all is told in a line a kind, and nothing is told of nothing", () => {
	const left: Left = {
		personId: "ada",
		name: "Ada",
		sessionsEnded: 1,
		tokensRevoked: 0,
		handedTo: null,
		windowsHanded: [],
		windowsWithdrawn: ["launch"],
		grantsEnded: 0,
		incidents: [7, 9],
		requestsWithdrawn: 0,
		posts: ["Bread"],
		haltsSet: [],
		calls: [],
	};
	expect(describeLeft(left)).toEqual([
		"Nobody takes over.",
		"Windows withdrawn: “launch”",
		"Incidents without an owner: #7, #9",
		"Need another person's approval: “Bread”",
	]);
	const handed = { ...left, handedTo: "Bo", windowsWithdrawn: [], posts: [] };
	expect(describeLeft(handed)).toEqual([
		"Bo takes over.",
		"Incidents handed over: #7, #9",
	]);
});
