import { type Ctx, demand } from "@/lib/command";
import type { GraphAnswer } from "@/lib/connectors/instagram/answer";
import {
	createInstagramClient,
	type InstagramClient,
} from "@/lib/connectors/instagram/client";
import { AppError } from "@/lib/core/errors";
import { addMs, SECOND } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import { type Env, readEnv } from "@/lib/env";
import {
	recordConnectionCheck,
	recordTokenCheck,
	renewToken,
	saveToken,
} from "./commands-token";
import {
	type ConnectionFacts,
	decideRefresh,
	missingFor,
	saysSomething,
} from "./connection";
import { readAccountFacts } from "./facts";
import { findAccount, listAccounts } from "./views";

const TIMEOUT_MS = 15 * SECOND;

const clientOf = (token: string, igId: string, env: Env): InstagramClient =>
	createInstagramClient({
		baseUrl: env.INSTAGRAM_GRAPH_URL,
		version: env.INSTAGRAM_GRAPH_VERSION,
		timeoutMs: TIMEOUT_MS,
		token,
		igId,
	});

type Unanswered = Extract<GraphAnswer<unknown>, { ok: false }>;

const saidBy = (answer: Unanswered): string =>
	answer.kind === "graph"
		? `code ${answer.error.code}, ${answer.error.message}`
		: answer.why;

/** A platform that is silent, busy, or angry with the account says nothing of a token: only of its validity and its scopes (§1.7). */
function isJudged(answer: Unanswered): boolean {
	if (answer.kind !== "graph") return false;
	const { code } = answer.error;
	return [10, 102, 190].includes(code) || (code >= 200 && code < 300);
}

const silenceOf = (answer: Unanswered) => ({
	ok: false as const,
	judged: isJudged(answer),
	said: saidBy(answer),
});

async function ask(client: InstagramClient): Promise<ConnectionFacts> {
	const me = await client.me();
	if (!me.ok) {
		const silence = silenceOf(me);
		return { me: silence, limit: silence };
	}
	const { id, user_id, username, account_type } = me.data;
	const limit = await client.publishingLimit();
	return {
		me: {
			ok: true,
			igUserIds: user_id ? [user_id, id] : [id],
			username: username ?? null,
			accountType: account_type ?? null,
		},
		limit: limit.ok ? { ok: true } : silenceOf(limit),
	};
}

export type Connection = { connected: boolean; missing: readonly string[] };

/**
 * Checks an account's connection with the platform: with the given token, which is stored when nothing
 * is missing, or with the stored one. Says what is missing; throws `not_found`, `forbidden`, `bad_input`.
 */
export async function connectAccount(
	ctx: Ctx,
	input: { accountId: string; token?: string; expiresAt?: Date | null },
): Promise<Connection> {
	const account = await findAccount(ctx, input.accountId);
	if (!account) throw new AppError("not_found", "no such account");
	await demand(ctx, "account:manage", { account: account.id });
	const { token: stored } = await readAccountFacts(ctx.db, account.id);
	const token = input.token?.trim() || stored;
	if (!token) throw new AppError("bad_input", "no token is stored: give one");
	const client = clientOf(token, account.igUserId, readEnv());
	const facts = await ask(client);
	const missing = missingFor(facts, account);
	const connected = missing.length === 0;
	if (connected && token !== stored)
		await saveToken(ctx, {
			accountId: account.id,
			token,
			expiresAt: input.expiresAt ?? null,
		});
	// A new token that failed was not stored, and silence says nothing: neither is about the stored one.
	if (token === stored && saysSomething(facts))
		await recordConnectionCheck(ctx, {
			accountId: account.id,
			fault: connected ? null : missing.join(" ").slice(0, 500),
		});
	return { connected, missing };
}

const dateOf = (iso: string | null): Date | null =>
	iso === null ? null : new Date(iso);

/** Renews the tokens that end soon, or of which nobody knows when (§4); for the worker, once a day. */
export async function refreshTokens(
	ctx: Ctx,
): Promise<{ renewed: number; failed: number }> {
	const done = { renewed: 0, failed: 0 };
	for (const { id, token } of await listAccounts(ctx)) {
		if (token.kind === "none") continue;
		const times = {
			expiresAt: dateOf(token.expiresAt),
			savedAt: dateOf(token.savedAt),
		};
		const decision = decideRefresh(times, await appNow(ctx.db));
		if (decision === "wait") continue;
		const renewal: Renewal =
			decision === "expired"
				? {
						kind: "refused",
						fault: `the token expired at ${token.expiresAt}: connect the account again`,
					}
				: await renew(ctx, id);
		if (renewal.kind === "renewed") done.renewed++;
		else done.failed++;
		if (renewal.kind === "refused" && renewal.fault !== token.fault)
			await recordTokenCheck(ctx, { accountId: id, fault: renewal.fault });
	}
	return done;
}

type Renewal =
	| { kind: "renewed" }
	/** The token is still good: it is tried again the next day. */
	| { kind: "unanswered" }
	| { kind: "refused"; fault: string };

async function renew(ctx: Ctx, accountId: string): Promise<Renewal> {
	const facts = await readAccountFacts(ctx.db, accountId);
	// Keys of ours that do not open it are no fault of the token, and may be back tomorrow.
	if (facts.token === null) return { kind: "unanswered" };
	const client = clientOf(facts.token, facts.igUserId, readEnv());
	const answer = await client.refreshToken();
	if (!answer.ok)
		return isJudged(answer)
			? {
					kind: "refused",
					fault: `the token could not be renewed: ${saidBy(answer)}`,
				}
			: { kind: "unanswered" };
	const { access_token, expires_in } = answer.data;
	const now = await appNow(ctx.db);
	await renewToken(ctx, {
		accountId,
		token: access_token,
		expiresAt: addMs(now, expires_in * SECOND),
	});
	return { kind: "renewed" };
}
