import { z } from "zod";
import { refuseCalls } from "@/lib/accounts/calls";
import type { AuditEvent } from "@/lib/audit/event";
import { type CommandContext, command, type Outcome } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { NO_LEASE } from "@/lib/core/lease";
import { addMs } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import { recordDecision } from "@/lib/governance/decisions/commands";
import { describeReasons } from "@/lib/governance/gate/describe";
import { readGovernanceFacts } from "@/lib/governance/gate/facts";
import { decideIntent } from "@/lib/governance/gate/gate";
import type { GateDecision, WorkerEnvironment } from "@/lib/governance/model";
import { CALL_GRACE_MS } from "@/lib/publishing/attempts/lease";
import {
	insertIntent,
	renewIntent,
	resolveIntent,
} from "@/lib/publishing/attempts/store";
import { gateHolds } from "@/lib/publishing/post/held-reasons";
import type { HeldWhy } from "@/lib/publishing/post/model";
import { payloadHash, sealPost } from "@/lib/publishing/post/payload";
import {
	loadPost,
	lockPost,
	type PostLease,
	type PostOnAccount,
	savePostFenced,
} from "@/lib/publishing/post/store";
import { LeaseInput } from "./commands-container";
import { readGateFacts } from "./gate-facts";

export type Intended =
	| {
			kind: "intended";
			intentId: string;
			decisionId: string;
			committedAt: Date;
			/** `performance.now()` just after the clock that decided was read. */
			askedAtMs: number;
	  }
	| { kind: "held"; reasons: string[] }
	| { kind: "parked" }
	| { kind: "stopped"; why: "quarantined" | "expired" | "cancelled" };

type Asked = {
	post: PostOnAccount;
	decision: GateDecision;
	decisionId: string;
	now: Date;
	askedAtMs: number;
	audit: readonly AuditEvent[];
};

/** The second gate: stops are kept out until this transaction ends, and only then the clock is read (R2, R3). */
async function askSecondGate(
	context: CommandContext,
	{ lease, worker }: { lease: PostLease; worker: WorkerEnvironment },
): Promise<Asked> {
	const { tx } = context;
	const { postId } = lease;
	const { accountId } = await loadPost(tx, postId);
	const governance = await readGovernanceFacts(tx, accountId, {
		lock: "share",
		postId,
		worker: { ...worker, id: lease.owner },
	});
	const post = await lockPost(tx, postId);
	const now = await appNow(tx);
	const askedAtMs = performance.now();
	if (post.leaseOwner !== lease.owner || post.fence !== lease.fence)
		throw new AppError("conflict", "another worker has this post");
	const facts = await readGateFacts(tx, post, governance);
	const decision = decideIntent(facts, now);
	const { policyVersion } = post;
	const record = await recordDecision.inTx(
		{ ...context, now },
		{ postId, accountId, phase: "intent", decision, facts, policyVersion },
	);
	const { value: decisionId, audit } = record;
	return { post, decision, decisionId, now, askedAtMs, audit };
}

const windowOf = (decision: GateDecision) =>
	decision.mode === "live" && decision.authority.kind === "window"
		? {
				windowId: decision.authority.windowId,
				windowRevision: decision.authority.revision,
			}
		: { windowId: null, windowRevision: null };

/**
 * Commits the intent to publish, or what the second gate says instead. The container holds exactly what the
 * digest covers: whatever changes the digest forgets the container. Throws `conflict` to a late worker.
 */
export const commitIntent = command({
	permission: "post:publish",
	input: z.object({
		lease: LeaseInput,
		worker: z.custom<WorkerEnvironment>(),
		containerId: z.string().min(1),
		quotaBefore: z.number().int(),
		knownMediaIds: z.array(z.string()),
		/** Longest time the call may take. */
		callTimeoutMs: z.number().int().positive(),
	}),
	run: async (context, input): Promise<Outcome<Intended>> => {
		const { lease, containerId } = input;
		const asked = await askSecondGate(context, input);
		const { post, decision, decisionId, now } = asked;
		const { payload, digest } = sealPost(post, post.account);
		const stopped = refuseCalls(post.account, now);
		if (stopped) throw new AppError("conflict", stopped);
		if (post.containerId !== containerId || post.digest !== digest)
			throw new AppError("conflict", "the container is not of this content");
		if (decision.mode !== "live")
			return refuse(context, asked, { lease, from: "container_ready" });
		const intentId = await insertIntent(context.tx, {
			postId: post.id,
			accountId: post.accountId,
			containerId,
			fence: lease.fence,
			decisionId,
			...windowOf(decision),
			payloadHash: payloadHash(payload),
			quotaBefore: input.quotaBefore,
			knownMediaIds: input.knownMediaIds,
			committedAt: now,
		});
		await savePostFenced(context.tx, lease, {
			from: "container_ready",
			to: "publishing",
			leaseUntil: addMs(now, input.callTimeoutMs + CALL_GRACE_MS),
		});
		return intended(asked, intentId);
	},
});

/** Asks the gate once more, because the call did not start within 1 s of the answer (R6). */
export const askAgain = command({
	permission: "post:publish",
	input: z.object({
		lease: LeaseInput,
		worker: z.custom<WorkerEnvironment>(),
		intentId: z.uuid(),
	}),
	run: async (
		context,
		{ lease, worker, intentId },
	): Promise<Outcome<Intended>> => {
		const asked = await askSecondGate(context, { lease, worker });
		const { decision, decisionId, now, post } = asked;
		const waits = refuseCalls(post.account, now);
		if (decision.mode === "live" && !waits) {
			const stand = { decisionId, ...windowOf(decision), committedAt: now };
			await renewIntent(context.tx, intentId, stand);
			return intended(asked, intentId);
		}
		const end = { outcome: "not_called", resolvedAt: now } as const;
		await resolveIntent(context.tx, intentId, end);
		return decision.mode === "live" && waits
			? wait(context, asked, { lease, why: waits })
			: refuse(context, asked, { lease, from: "publishing" });
	},
});

/** The gate says yes, but no call is to be made for the account now: the post waits, with its container. */
async function wait(
	{ tx }: CommandContext,
	{ post, audit }: Asked,
	{ lease, why }: { lease: PostLease; why: string },
): Promise<Outcome<Intended>> {
	const to = "container_ready";
	await savePostFenced(tx, lease, { from: "publishing", to, ...NO_LEASE });
	const event: AuditEvent = {
		action: "post.retry",
		subject: { type: "post", id: post.id },
		accountId: post.accountId,
		reason: why,
		before: { state: post.state },
		after: { state: to },
	};
	return { value: { kind: "parked" }, audit: [event, ...audit] };
}

function intended(asked: Asked, intentId: string): Outcome<Intended> {
	const { post, decisionId, now: committedAt, askedAtMs } = asked;
	return {
		value: { kind: "intended", intentId, decisionId, committedAt, askedAtMs },
		audit: [
			{
				action: "post.intent",
				subject: { type: "post", id: post.id },
				accountId: post.accountId,
				after: { intentId, decisionId, containerId: post.containerId },
			},
			...asked.audit,
		],
	};
}

async function refuse(
	{ tx }: CommandContext,
	{ post, decision, audit, now }: Asked,
	{ lease, from }: { lease: PostLease; from: "container_ready" | "publishing" },
): Promise<Outcome<Intended>> {
	const event = {
		subject: { type: "post", id: post.id },
		accountId: post.accountId,
		before: { state: post.state },
	};
	const reasons = describeReasons(decision);
	if (decision.mode === "stopped" && from === "container_ready") {
		const { why } = decision;
		const fault = reasons.join("; ");
		const end = { fault, finishedAt: now, ...NO_LEASE };
		await savePostFenced(tx, lease, { from, to: why, ...end });
		const action = why === "quarantined" ? "post.quarantine" : "post.expire";
		const value = { kind: "stopped", why } as const;
		return { value, audit: [{ action, ...event }, ...audit] };
	}
	const heldWhy: HeldWhy[] =
		decision.mode === "held"
			? gateHolds(decision.why)
			: [{ kind: "second_gate", sentence: reasons.join("; ") }];
	await savePostFenced(tx, lease, { from, to: "held", heldWhy, ...NO_LEASE });
	return {
		value: { kind: "held", reasons },
		audit: [{ action: "post.hold", ...event, after: { reasons } }, ...audit],
	};
}
