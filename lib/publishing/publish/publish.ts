import { keepUsage } from "@/lib/accounts/usage";
import type { Ctx } from "@/lib/command";
import type { InstagramClient } from "@/lib/connectors/instagram/client";
import { publishContainer } from "@/lib/connectors/instagram/media-publish";
import { type LostRace, unlessLost } from "@/lib/core/errors";
import { addMs, SECOND } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import { type Claimed, claimPost } from "./commands-claim";
import { parkPost, saveContainer } from "./commands-container";
import { askAgain, commitIntent, type Intended } from "./commands-intent";
import { type AttemptEnded, recordAttempt } from "./commands-outcome";
import {
	callPerson,
	recordPublished,
	savePermalink,
} from "./commands-published";
import type { PublishDeps } from "./deps";
import { ownFailure, publishFailureOf } from "./failure";
import { PARK_MS, type PublishFailure } from "./retry-plan";
import {
	awaitContainer,
	makeContainer,
	openClient,
	type PublishRun,
	readBefore,
} from "./steps";

export type PublishResult =
	| Exclude<Claimed, { kind: "live" }>
	| Exclude<Intended, { kind: "intended" }>
	| { kind: "published"; mediaId: string }
	| { kind: "parked" | "needs_human" }
	| AttemptEnded
	| LostRace;

type Stage = "claimed" | "container_ready" | "publishing";
type Call = { id: string; decisionId: string; calledAt: Date };

/** The call starts within so long of the gate's answer, or the gate is asked again (R6). */
const FRESH_MS = SECOND;
const MAX_ASKS = 3;

/**
 * Publishes a due post, the only path there is (R2, R6): claim and first gate, container, poll, second gate and
 * intent in one transaction, the call, its outcome. `lost`: not to be taken now, or another worker has it.
 * An exception decides nothing: the lease runs out and the post is taken again, or is in doubt.
 */
export function publishDuePost(
	ctx: Ctx,
	postId: string,
	deps: PublishDeps,
): Promise<PublishResult> {
	return unlessLost<PublishResult>(async () => {
		const claimed = await claimPost(ctx, {
			postId,
			owner: deps.owner,
			worker: deps.environment,
		});
		if (claimed.kind !== "live") return claimed;
		return carryOut({ ctx, deps, job: claimed.job });
	});
}

async function carryOut(run: PublishRun): Promise<PublishResult> {
	const { ctx, job } = run;
	const { lease, post } = job;
	const startedAt = await appNow(ctx.db);
	let stage: Stage = post.containerId ? "container_ready" : "claimed";
	const giveUp = (failure: PublishFailure) =>
		recordAttempt(ctx, {
			lease,
			from: stage,
			failure,
			decisionId: job.decisionId,
			startedAt,
			intent: null,
		});

	const opened = await openClient(run);
	if (!opened.ok) return giveUp(opened.failure);
	const client = opened.value;
	let { containerId } = post;
	if (containerId === null) {
		const made = await makeContainer(run, client);
		if (!made.ok) return giveUp(made.failure);
		containerId = made.value;
		await saveContainer(ctx, { lease, containerId });
		stage = "container_ready";
	}
	const ready = await awaitContainer(run, client, containerId);
	if (!ready.ok) return giveUp(ready.failure);
	if (ready.value === "slow") return park(run);
	if (ready.value === "published") return askPerson(run, containerId);
	const before = await readBefore(run, client, await appNow(ctx.db));
	if (!before.ok) return giveUp(before.failure);
	return send(run, client, { containerId, ...before.value });
}

async function park({ ctx, job }: PublishRun): Promise<PublishResult> {
	const nextAttemptAt = addMs(await appNow(ctx.db), PARK_MS);
	const why = "the container is not ready yet";
	await parkPost(ctx, { lease: job.lease, nextAttemptAt, why });
	return { kind: "parked" };
}

async function askPerson(
	{ ctx, job }: PublishRun,
	containerId: string,
): Promise<PublishResult> {
	const why = `Instagram says that container ${containerId} is published, though no call of ours is open`;
	await callPerson(ctx, { lease: job.lease, why });
	return { kind: "needs_human" };
}

type Sending = {
	containerId: string;
	quotaBefore: number;
	knownMediaIds: string[];
};

async function send(
	run: PublishRun,
	client: InstagramClient,
	sending: Sending,
): Promise<PublishResult> {
	const { ctx, deps } = run;
	const { lease } = run.job;
	const intended = await intend(run, sending);
	if (intended.kind !== "intended") return intended;
	const { committedAt, decisionId, intentId: id } = intended;
	const sinceMs = deps.monotonicMs() - intended.askedAtMs;
	const calledAt = addMs(committedAt, Math.max(0, Math.round(sinceMs)));
	const call: Call = { id, decisionId, calledAt };
	if (sinceMs > FRESH_MS) return refrain(run, call);

	const answer = await publishContainer(client, sending.containerId, {
		timeoutMs: deps.callTimeoutMs,
		signal: deps.signal,
	});
	const { accountId } = run.job.post;
	if (!answer.ok) {
		const ended = await recordAttempt(ctx, {
			lease,
			from: "publishing",
			failure: publishFailureOf("publish", answer),
			decisionId,
			startedAt: calledAt,
			intent: call,
		});
		await keepUsage(ctx, accountId, answer);
		return ended;
	}
	const mediaId = answer.data.id;
	const { httpStatus } = answer;
	await recordPublished(ctx, { lease, intent: call, mediaId, httpStatus });
	await keepUsage(ctx, accountId, answer);
	await keepPermalink(run, client, mediaId);
	return { kind: "published", mediaId };
}

/** Commits the intent; while the call could not start in time, the gate is asked again. */
async function intend(run: PublishRun, sending: Sending): Promise<Intended> {
	const { ctx, deps } = run;
	const { lease } = run.job;
	const { callTimeoutMs, environment: worker } = deps;
	let intended = await commitIntent(ctx, {
		lease,
		worker,
		callTimeoutMs,
		...sending,
	});
	for (let asks = 1; asks < MAX_ASKS; asks++) {
		if (intended.kind !== "intended") return intended;
		if (deps.monotonicMs() - intended.askedAtMs <= FRESH_MS) return intended;
		const { intentId } = intended;
		intended = await askAgain(ctx, { lease, worker, intentId });
	}
	return intended;
}

/** The machine is too slow to start the call in time: nothing was sent. */
function refrain({ ctx, job }: PublishRun, call: Call): Promise<PublishResult> {
	const meaning = "the call could not start within 1 s of the gate's answer";
	const verdict = { class: "transient", meaning, maxRetries: null } as const;
	return recordAttempt(ctx, {
		lease: job.lease,
		from: "publishing",
		failure: ownFailure("publish", verdict),
		decisionId: call.decisionId,
		startedAt: call.calledAt,
		intent: call,
	});
}

/** Best effort: the post is out whether or not its address can be read (§1.4). */
async function keepPermalink(
	{ ctx, job }: PublishRun,
	client: InstagramClient,
	mediaId: string,
): Promise<void> {
	const { id: postId, accountId } = job.post;
	const answer = await keepUsage(ctx, accountId, await client.media(mediaId));
	const permalink = answer.ok ? answer.data.permalink : undefined;
	if (permalink) await savePermalink(ctx, { postId, permalink });
}
