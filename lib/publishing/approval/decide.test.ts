import { describe, expect, test } from "vitest";
import { sha256 } from "@/lib/core/canonical-json";
import type { PostState } from "@/lib/publishing/post/model";
import {
	type ApprovalContextFacts,
	type ApprovalRow,
	approvalFacts,
	approvalValidUntil,
	refuseApproval,
} from "./decide";

const NOW = new Date("2026-11-23T10:00:00Z");
const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const row = (change: Partial<ApprovalRow> = {}): ApprovalRow => ({
	verdict: "approved",
	kind: "human",
	decidedBy: "ada",
	decidedByName: "Ada",
	decidedAt: at(-30),
	digest: sha256("v1"),
	validUntil: at(300),
	...change,
});
const duty = (
	change: Partial<ApprovalContextFacts> = {},
): ApprovalContextFacts => ({
	editors: [],
	approvers: [{ personId: "ada", entitledSince: at(-30) }],
	duties: "enforced",
	quarantine: { standing: null, endedAt: null },
	autoCleanSince: null,
	holds: [],
	...change,
});

test("an approval is valid until its slot + 6 h", () => {
	expect(approvalValidUntil(NOW)).toEqual(at(360));
});

describe("approval facts", () => {
	test("without a decision there is none", () => {
		expect(approvalFacts([], duty())).toEqual({ kind: "none" });
	});

	test("the latest decision counts", () => {
		const rejected = row({ verdict: "rejected", decidedAt: at(-10) });
		expect(approvalFacts([row(), rejected], duty())).toEqual({
			kind: "rejected",
		});
		expect(approvalFacts([rejected, row()], duty())).toMatchObject({
			kind: "approved",
			by: "human",
			digest: sha256("v1"),
			approverEntitled: true,
		});
	});

	const entitled: [string, ApprovalContextFacts, boolean][] = [
		["who still may", duty(), true],
		[
			"who lost the role",
			duty({ approvers: [{ personId: "ada", entitledSince: null }] }),
			false,
		],
		[
			"who lost the role and got it again",
			duty({ approvers: [{ personId: "ada", entitledSince: at(-29) }] }),
			false,
		],
		["who is unknown", duty({ approvers: [] }), false],
		["who edited it", duty({ editors: ["ada"] }), false],
		[
			"who edited it in a team of one",
			duty({ editors: ["ada"], duties: "off" }),
			true,
		],
		["while another edited it", duty({ editors: ["ben"] }), true],
	];
	test.each(entitled)("by a person %s", (_, facts, expected) => {
		expect(approvalFacts([row()], facts)).toMatchObject({
			approverEntitled: expected,
		});
	});

	const switched: [string, Date | null, boolean][] = [
		["that has been on since before", at(-31), true],
		["that was switched on at that moment", at(-30), true],
		["that was switched off and on again", at(-29), false],
		["that is off", null, false],
	];
	test.each(switched)("by a policy %s", (_, autoCleanSince, expected) => {
		const policy = row({ kind: "policy", decidedBy: "rules@1" });
		const facts = duty({ approvers: [], editors: ["ada"], autoCleanSince });
		expect(approvalFacts([policy], facts)).toMatchObject({
			by: "policy",
			approverEntitled: expected,
		});
	});
});

describe("who may approve", () => {
	const facts = {
		post: {
			state: "queued" as PostState,
			digest: sha256("v1"),
			expiresAt: at(300),
		},
		seenDigest: undefined as string | undefined,
		personId: "ada",
		duty: duty(),
		rows: [] as ApprovalRow[],
	};
	const post = facts.post;
	const cases: [string, Partial<typeof facts>, string | null][] = [
		["a queued post", {}, null],
		["a held post", { post: { ...post, state: "held" } }, null],
		["a published post", { post: { ...post, state: "published" } }, "state"],
		["a post in doubt", { post: { ...post, state: "unknown" } }, "state"],
		["a post past its time", { post: { ...post, expiresAt: NOW } }, "expired"],
		["the post they saw", { seenDigest: sha256("v1") }, null],
		["a post that changed", { seenDigest: sha256("v0") }, "changed"],
		["their own edit", { duty: duty({ editors: ["ada"] }) }, "edited_it"],
		[
			"their own edit, alone",
			{ duty: duty({ editors: ["ada"], duties: "off" }) },
			null,
		],
		["twice", { rows: [row()] }, "already_approved"],
		["again after a change", { rows: [row({ digest: sha256("v0") })] }, null],
		[
			"after a policy did",
			{ rows: [row({ kind: "policy", decidedBy: "rules@1" })] },
			null,
		],
	];
	test.each(cases)("%s", (_, change, expected) => {
		expect(refuseApproval({ ...facts, ...change }, NOW)).toBe(expected);
	});
});
