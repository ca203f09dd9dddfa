import { z } from "zod";
import { SIGNALS, WINDOW_KINDS } from "@/lib/governance/model";

const Time = z.coerce.date();
const NullableTime = Time.nullable();
// Records are read for years: the first ones do not tell everything that later ones do.
const UNTOLD = "unknown";

const Word = z.object({
	id: z.string(),
	ALLOW_AUTONOMOUS_PUBLISH: z.boolean(),
	PUBLISH_APPROVAL_GRANTED: z.boolean(),
	GOVERNANCE_APPROVED: z.boolean(),
	locked: z.boolean(),
	graphOnLoopback: z.boolean(),
	testClock: z.boolean(),
});

const Window = z.object({
	id: z.string(),
	kind: z.enum(WINDOW_KINDS),
	postId: z.string().nullable(),
	revision: z.number(),
	opensAt: Time,
	closesAt: Time,
	state: z.enum(["requested", "withdrawn", "closed"]),
	postsUsed: z.number(),
	postCap: z.number().nullable(),
	requestedBy: z.string().default(UNTOLD),
	closedAt: NullableTime.default(null),
	closedBy: z.string().nullable().default(null),
	grants: z.array(
		z.object({
			signal: z.enum(SIGNALS),
			grantedBy: z.string(),
			grantedAt: Time,
			grantorEntitled: z.boolean(),
		}),
	),
});

const Approval = z.discriminatedUnion("kind", [
	z.object({ kind: z.literal("none") }),
	z.object({ kind: z.literal("rejected") }),
	z.object({
		kind: z.literal("approved"),
		by: z.enum(["human", "policy"]),
		digest: z.string(),
		decidedAt: Time,
		validUntil: Time,
		approverEntitled: z.boolean(),
	}),
]);

/** What a decision was made from, as it is kept: people by id. */
export const RecordedFacts = z.object({
	environment: Word.pick({
		ALLOW_AUTONOMOUS_PUBLISH: true,
		PUBLISH_APPROVAL_GRANTED: true,
		GOVERNANCE_APPROVED: true,
		locked: true,
	}),
	disagreeing: z.array(z.enum(SIGNALS)),
	workers: z
		.array(Word.extend({ host: z.string(), pid: z.number() }))
		.default([]),
	askedBy: Word.nullable().default(null),
	windows: z.array(Window),
	halts: z.array(
		z.object({
			id: z.string(),
			scope: z.enum(["global", "account"]),
			kind: z.enum(["operational", "policy"]),
			reason: z.string(),
			setBy: z.string().default(UNTOLD),
			setAt: Time,
		}),
	),
	holds: z.array(
		z.object({
			id: z.string(),
			reason: z.string(),
			startsAt: Time,
			endsAt: Time,
			setBy: z.string().default(UNTOLD),
		}),
	),
	duties: z.enum(["enforced", "off"]),
	clockForbidsLive: z.boolean(),
	post: z.object({
		id: z.string(),
		recovery: z.boolean(),
		stop: z.enum(["quarantined", "expired", "cancelled"]).nullable(),
		expiresAt: Time,
		slotAt: Time,
		digest: z.string(),
		edited: z.boolean(),
		approval: Approval,
		approvedBy: z.string().nullable().default(null),
		editors: z.array(z.string()).default([]),
	}),
});
export type RecordedFacts = z.output<typeof RecordedFacts>;
export type RecordedWindow = RecordedFacts["windows"][number];

export const GATE_PHASES = ["claim", "intent", "due"] as const;
/** `claim` when a worker took the post up, `intent` just before the call, `due` when its time ran out unasked. */
export type GatePhase = (typeof GATE_PHASES)[number];
