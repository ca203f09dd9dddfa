import { type AccountFacts, readAccountFacts } from "@/lib/accounts/facts";
import { keepUsage, recordQuota } from "@/lib/accounts/usage";
import type { Ctx } from "@/lib/command";
import type { GraphAnswer } from "@/lib/connectors/instagram/answer";
import type { InstagramClient } from "@/lib/connectors/instagram/client";
import { classifyContainerError } from "@/lib/connectors/instagram/errors";
import { addMs, MINUTE } from "@/lib/core/time";
import { canonicalPayload } from "@/lib/publishing/post/payload";
import { inspectMedia } from "./check-media";
import type { Job } from "./commands-claim";
import type { PublishDeps } from "./deps";
import { ownFailure, publishFailureOf } from "./failure";
import { judgeMedia } from "./media-rules";
import {
	type AttemptStep,
	type PublishFailure,
	pollDelayMs,
} from "./retry-plan";

/** One try at one post, by one worker. */
export type PublishRun = { ctx: Ctx; deps: PublishDeps; job: Job };

export type Step<T> =
	| { ok: true; value: T }
	| { ok: false; failure: PublishFailure };

const done = <T>(value: T): Step<T> => ({ ok: true, value });
const failed = <T>(failure: PublishFailure): Step<T> => ({
	ok: false,
	failure,
});

/** An answer as a step's result; its usage headers are kept (§2). */
async function stepOf<T>(
	run: PublishRun,
	step: AttemptStep,
	answer: GraphAnswer<T>,
): Promise<Step<T>> {
	await keepUsage(run.ctx, run.job.post.accountId, answer);
	return answer.ok ? done(answer.data) : failed(publishFailureOf(step, answer));
}

const mediaUrl = (base: string, sha256: string): string =>
	`${base}/media/${sha256}`;

/** The account's client, once its token is known to be usable. */
export async function openClient(
	run: PublishRun,
): Promise<Step<InstagramClient>> {
	const account: AccountFacts = await readAccountFacts(
		run.ctx.db,
		run.job.post.accountId,
	);
	const { token, tokenFault, igUserId } = account;
	if (token !== null && tokenFault === null)
		return done(run.deps.client({ igUserId, token }));
	const meaning = `the account's token cannot be used: ${tokenFault ?? "none is stored"}`;
	return failed(
		ownFailure(
			"preflight",
			{ class: "account", meaning, maxRetries: 0 },
			{ tokenFault: true },
		),
	);
}

/** How many posts the platform still takes; reading it also proves the token (§1.5). */
async function readQuota(
	run: PublishRun,
	client: InstagramClient,
	step: "preflight" | "witness",
): Promise<Step<number>> {
	const limit = await stepOf(run, step, await client.publishingLimit());
	if (!limit.ok) return limit;
	const { quotaUsage: usage, quotaTotal: total } = limit.value;
	await recordQuota(run.ctx.db, run.job.post.accountId, { usage, total });
	if (usage < total) return done(usage);
	const meaning = `${usage} of ${total} posts in 24 h are used up`;
	return failed(ownFailure(step, { class: "wait", meaning, maxRetries: null }));
}

/** Makes the container of exactly the canonical payload, after the checks that would cost one. */
export async function makeContainer(
	run: PublishRun,
	client: InstagramClient,
): Promise<Step<string>> {
	const { post } = run.job;
	const payload = canonicalPayload(post, post.account);
	const sha256 = payload.image_sha256[0] ?? "";
	const url = mediaUrl(run.deps.mediaBaseUrl, sha256);
	const fault = judgeMedia(await inspectMedia(url, run.deps), sha256);
	if (fault) return failed(ownFailure("preflight", fault));
	const quota = await readQuota(run, client, "preflight");
	if (!quota.ok) return quota;
	const answer = await client.createContainer({
		image_url: url,
		caption: payload.caption,
		...(payload.alt_text === "" ? {} : { alt_text: payload.alt_text }),
		is_ai_generated: payload.is_ai_generated,
	});
	const created = await stepOf(run, "create", answer);
	return created.ok ? done(created.value.id) : created;
}

/** `slow`: put it aside, the container stays good for 24 h (§1.3). */
export async function awaitContainer(
	run: PublishRun,
	client: InstagramClient,
	containerId: string,
): Promise<Step<"finished" | "slow" | "published">> {
	let waitedMs = 0;
	for (let looks = 0; ; looks++) {
		const answer = await client.containerStatus(containerId);
		const status = await stepOf(run, "poll", answer);
		if (!status.ok) return status;
		const code = status.value.status_code;
		if (code === "FINISHED") return done("finished");
		if (code === "PUBLISHED") return done("published");
		if (code !== "IN_PROGRESS")
			return failed(deadContainer(code, status.value.status ?? ""));
		const delayMs = pollDelayMs(looks, waitedMs);
		if (delayMs === null || run.deps.signal.aborted) return done("slow");
		await run.deps.sleep(delayMs);
		waitedMs += delayMs;
	}
}

function deadContainer(
	code: "EXPIRED" | "ERROR",
	status: string,
): PublishFailure {
	if (code === "ERROR")
		return ownFailure("poll", classifyContainerError(status));
	const meaning = "the container expired after 24 h";
	return ownFailure("poll", {
		class: "new_container",
		meaning,
		maxRetries: null,
	});
}

export type Before = { quotaBefore: number; knownMediaIds: string[] };

/** How far back known media are listed; reconciliation looks 2 min back from the intent (§1.6.5). */
const KNOWN_SPAN_MS = 15 * MINUTE;

/** What the account looks like just before the call: without it an unknown outcome could not be told. */
export async function readBefore(
	run: PublishRun,
	client: InstagramClient,
	now: Date,
): Promise<Step<Before>> {
	const quota = await readQuota(run, client, "witness");
	if (!quota.ok) return quota;
	const since = addMs(now, -KNOWN_SPAN_MS);
	const answer = await client.listMedia({ since });
	const listed = await stepOf(run, "witness", answer);
	if (!listed.ok) return listed;
	const knownMediaIds = listed.value.media.map(({ id }) => id);
	return done({ quotaBefore: quota.value, knownMediaIds });
}
