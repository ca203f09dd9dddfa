import { z } from "zod";
import type { AuditEvent } from "@/lib/audit/event";
import { type CommandContext, command, type Outcome } from "@/lib/command";
import { assertNever } from "@/lib/core/assert-never";
import { AppError } from "@/lib/core/errors";
import { NO_LEASE } from "@/lib/core/lease";
import { addMs } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import { recordDecision } from "@/lib/governance/decisions/commands";
import { describeReasons } from "@/lib/governance/gate/describe";
import { readGovernanceFacts } from "@/lib/governance/gate/facts";
import { decideGate } from "@/lib/governance/gate/gate";
import type { GateDecision, WorkerEnvironment } from "@/lib/governance/model";
import { POST_LEASE_MS } from "@/lib/publishing/attempts/lease";
import { insertAttempt } from "@/lib/publishing/attempts/store";
import { wasTriedLive } from "@/lib/publishing/attempts/store-reads";
import { gateHolds, holdInFlight } from "@/lib/publishing/post/held-reasons";
import { canonicalPayload } from "@/lib/publishing/post/payload";
import {
	loadPost,
	lockPost,
	movePost,
	type PostLease,
	type PostOnAccount,
} from "@/lib/publishing/post/store";
import { isInFlight, refuseClaim } from "./claim";
import { readGateFacts } from "./gate-facts";

/** A post in a worker's hands, under its lease and the decision of the first gate. */
export type Job = { post: PostOnAccount; lease: PostLease; decisionId: string };

export type Claimed =
	| { kind: "live"; job: Job }
	| { kind: "simulated"; reasons: string[] }
	| { kind: "held"; reasons: string[] }
	| { kind: "stopped"; why: "quarantined" | "expired" | "cancelled" };

type Answer = {
	post: PostOnAccount;
	decision: GateDecision;
	decisionId: string;
	owner: string;
};

/**
 * Takes a due post and asks the gate for the first time, in one transaction: what it says is recorded and
 * done before anything leaves this machine. Throws `conflict` when the post is not to be taken now.
 */
export const claimPost = command({
	permission: "post:publish",
	input: z.object({
		postId: z.uuid(),
		owner: z.string().min(1),
		worker: z.custom<WorkerEnvironment>(),
	}),
	run: async (
		context,
		{ postId, owner, worker },
	): Promise<Outcome<Claimed>> => {
		const { tx } = context;
		const { accountId } = await loadPost(tx, postId);
		const governance = await readGovernanceFacts(tx, accountId, {
			lock: "halts",
			postId,
			worker: { ...worker, id: owner },
		});
		const post = await lockPost(tx, postId);
		const now = await appNow(tx);
		const refusal = refuseClaim(post, now);
		if (refusal) throw new AppError("conflict", refusal);
		const facts = await readGateFacts(tx, post, governance);
		const decision = decideGate(facts, now);
		const record = await recordDecision.inTx(
			{ ...context, now },
			{
				postId,
				accountId,
				phase: "claim",
				decision,
				facts,
				policyVersion: post.policyVersion,
			},
		);
		const answer = { post, decision, decisionId: record.value, owner };
		const { value, event } = await obey({ ...context, now }, answer);
		const subject = { type: "post", id: postId };
		const audit: AuditEvent = { accountId, ...event, subject };
		return { value, audit: [...record.audit, audit] };
	},
});

type Obeyed = { value: Claimed; event: Omit<AuditEvent, "subject"> };

async function obey(context: CommandContext, answer: Answer): Promise<Obeyed> {
	const { decision, post } = answer;
	const before = { state: post.state };
	switch (decision.mode) {
		case "live":
			return take(context, answer);
		case "simulated":
			return isInFlight(
				post,
				await wasTriedLive(context.tx, post.id, post.slotAt),
			)
				? hold(context, post, holdInFlight(decision))
				: simulate(context, answer);
		case "held":
			return hold(context, post, gateHolds(decision.why));
		case "stopped": {
			const { why } = decision;
			await movePost(context.tx, post, {
				to: why,
				fault: describeReasons(decision).join("; "),
				finishedAt: context.now,
				...NO_LEASE,
			});
			const action = why === "quarantined" ? "post.quarantine" : "post.expire";
			return {
				value: { kind: "stopped", why },
				event: { action, before, after: { state: why } },
			};
		}
		default:
			return assertNever(decision);
	}
}

async function take(
	{ tx, now }: CommandContext,
	{ post, decisionId, owner }: Answer,
): Promise<Obeyed> {
	const state =
		post.containerId === null
			? ("claimed" as const)
			: ("container_ready" as const);
	const claim = {
		leaseOwner: owner,
		leaseUntil: addMs(now, POST_LEASE_MS),
		fence: post.fence + 1,
	};
	await movePost(tx, post, { to: state, nextAttemptAt: null, ...claim });
	const lease = { postId: post.id, owner, fence: claim.fence };
	const job = { post: { ...post, ...claim, state }, lease, decisionId };
	return {
		value: { kind: "live", job },
		event: { action: "post.claim", after: { state, ...claim, decisionId } },
	};
}

/** The exact payload, its hash and every reason, in the same transaction as the decision (R1). */
async function simulate(
	{ tx, now }: CommandContext,
	{ post, decision, decisionId }: Answer,
): Promise<Obeyed> {
	const reasons = describeReasons(decision);
	await insertAttempt(tx, {
		postId: post.id,
		accountId: post.accountId,
		intentId: null,
		decisionId,
		mode: "simulated",
		outcome: "simulated",
		step: "gate",
		payload: canonicalPayload(post, post.account),
		response: "simulated",
		message: reasons.join("; "),
		startedAt: now,
		finishedAt: now,
	});
	await movePost(tx, post, { to: "simulated", finishedAt: now, ...NO_LEASE });
	return {
		value: { kind: "simulated", reasons },
		event: { action: "post.simulated", after: { decisionId, reasons } },
	};
}

async function hold(
	{ tx }: CommandContext,
	post: PostOnAccount,
	heldWhy: ReturnType<typeof gateHolds>,
): Promise<Obeyed> {
	await movePost(tx, post, { to: "held", heldWhy, ...NO_LEASE });
	const reasons = heldWhy.map((why) => why.sentence);
	return {
		value: { kind: "held", reasons },
		event: {
			action: "post.hold",
			before: { state: post.state },
			after: { state: "held", reasons },
		},
	};
}
