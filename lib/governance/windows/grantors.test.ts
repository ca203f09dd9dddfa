import { describe, expect, test } from "vitest";
import {
	type Candidate,
	type GrantorsQuestion,
	possibleGrantors,
} from "./grantors";

const now = new Date("2026-11-23T08:00:00Z");
const longAgo = new Date("2026-01-01T00:00:00Z");

const person = (
	name: string,
	role: "owner" | "compliance" | null,
	change: { since?: Date; accountId?: string } = {},
): Candidate => ({
	id: name,
	name,
	since: change.since ?? longAgo,
	roles: role
		? [{ role, accountId: change.accountId ?? null, grantedAt: longAgo }]
		: [],
});

const ask = (
	candidates: Candidate[],
	change: Partial<GrantorsQuestion> = {},
) => {
	const { bySignal, hopeless } = possibleGrantors(
		{
			accountId: null,
			requester: "Ola",
			candidates,
			environment: [],
			duties: "enforced",
			...change,
		},
		now,
	);
	return { names: bySignal.map(({ names }) => names.join("+")), hopeless };
};

const ola = person("Ola", null);
const amara = person("Amara", "owner");
const cora = person("Cora", "compliance");

describe("who could grant in a window that is requested now (R4)", () => {
	test("owner for autonomy, compliance for the other two", () => {
		expect(ask([ola, amara, cora])).toEqual({
			names: ["Amara", "Cora", "Cora"],
			hopeless: null,
		});
	});

	test("the requester counts for autonomy alone", () => {
		const asked = ask([amara, cora], { requester: "Cora" });
		expect(asked.names).toEqual(["Amara", "", ""]);
		expect(asked.hopeless).toContain("PUBLISH_APPROVAL_GRANTED");
		expect(ask([amara, cora], { requester: "Amara" }).hopeless).toBeNull();
	});

	test("one person who holds both roles is not two people", () => {
		const both = {
			...amara,
			roles: [...amara.roles, ...cora.roles],
		};
		expect(ask([ola, both]).hopeless).toContain("at least two people");
		expect(ask([ola, both], { duties: "off" }).hopeless).toBeNull();
		expect(
			ask([ola, both], { environment: ["GOVERNANCE_APPROVED"] }).hopeless,
		).toBeNull();
	});

	test("people younger than the request count for nothing", () => {
		const fresh = person("New", "compliance", { since: now });
		expect(ask([amara, fresh]).names).toEqual(["Amara", "", ""]);
	});

	test("a role on one account counts there alone, never for several", () => {
		const local = person("Local", "compliance", { accountId: "a" });
		expect(ask([amara, local], { accountId: "a" }).hopeless).toBeNull();
		expect(ask([amara, local], { accountId: "b" }).names[1]).toBe("");
		expect(ask([amara, local]).names[1]).toBe("");
	});

	test("what the environment keeps on needs nobody", () => {
		expect(
			ask([], {
				environment: [
					"ALLOW_AUTONOMOUS_PUBLISH",
					"PUBLISH_APPROVAL_GRANTED",
					"GOVERNANCE_APPROVED",
				],
			}),
		).toEqual({ names: [], hopeless: null });
	});
});
