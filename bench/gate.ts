import { addMs, HOUR } from "@/lib/core/time";
import { decideGate } from "@/lib/governance/gate/gate";
import { type GateFacts, SIGNALS } from "@/lib/governance/model";
import { readSignals } from "@/lib/governance/signals/decide";
import { type Result, rateOf } from "./measure";

const now = new Date("2026-11-23T12:00:00Z");

/** The longest way through the gate: an approved post in an open window with every grant. */
const facts: GateFacts = {
	environment: readSignals({}),
	disagreeing: [],
	workersSeen: 1,
	windows: [
		{
			id: "w1",
			kind: "normal",
			postId: null,
			revision: 1,
			opensAt: addMs(now, -HOUR),
			closesAt: addMs(now, HOUR),
			state: "requested",
			postsUsed: 0,
			postCap: null,
			grants: SIGNALS.map((signal, n) => ({
				signal,
				grantedBy: `p${n}`,
				grantedByName: "Pat",
				grantedAt: addMs(now, -HOUR),
				grantorEntitled: true,
			})),
		},
	],
	halts: [],
	holds: [],
	duties: "enforced",
	clockForbidsLive: false,
	post: {
		id: "post",
		recovery: false,
		stop: null,
		slotAt: now,
		expiresAt: addMs(now, 6 * HOUR),
		digest: "d1",
		edited: false,
		approval: {
			kind: "approved",
			by: "human",
			digest: "d1",
			decidedAt: addMs(now, -HOUR),
			validUntil: addMs(now, 6 * HOUR),
			approverEntitled: true,
		},
	},
};

/** The gate is asked twice a post: it must cost nothing beside reading its facts. */
export async function benchGate(): Promise<Result> {
	return {
		promise: "gate decisions",
		value: rateOf(() => decideGate(facts, now)),
		unit: "/s",
		baseline: {
			name: "copying the same facts (structuredClone)",
			value: rateOf(() => structuredClone(facts)),
		},
	};
}
