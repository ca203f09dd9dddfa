import {
	recordConnectionCheck,
	recordTokenCheck,
	renewToken,
	saveToken,
} from "@/lib/accounts/commands-token";
import {
	type ConnectionFacts,
	decideRefresh,
	missingFor,
} from "@/lib/accounts/connection";
import { readAccountFacts } from "@/lib/accounts/facts";
import { findAccount, listAccounts } from "@/lib/accounts/views";
import { type Ctx, demand } from "@/lib/command";
import type { Answer } from "@/lib/connectors/instagram/answer";
import {
	createInstagramClient,
	type InstagramClient,
} from "@/lib/connectors/instagram/client";
import { AppError } from "@/lib/core/errors";
import { addMs, SECOND } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import { type Env, readEnv } from "@/lib/env";

const TIMEOUT_MS = 15 * SECOND;

const clientOf = (token: string, igId: string, env: Env): InstagramClient =>
	createInstagramClient({
		baseUrl: env.INSTAGRAM_GRAPH_URL,
		version: env.INSTAGRAM_GRAPH_VERSION,
		timeoutMs: TIMEOUT_MS,
		token,
		igId,
	});

const saidBy = (answer: Extract<Answer<unknown>, { ok: false }>): string =>
	answer.kind === "graph"
		? `code ${answer.error.code}, ${answer.error.message}`
		: `no answer (${answer.why})`;

async function ask(client: InstagramClient): Promise<ConnectionFacts> {
	const me = await client.me();
	if (!me.ok) {
		const failure = { ok: false as const, said: saidBy(me) };
		return { me: failure, limit: failure };
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
		limit: limit.ok ? { ok: true } : { ok: false, said: saidBy(limit) },
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
	const missing = missingFor(await ask(client), account);
	const connected = missing.length === 0;
	if (connected && token !== stored)
		await saveToken(ctx, {
			accountId: account.id,
			token,
			expiresAt: input.expiresAt ?? null,
		});
	// A new token that failed was not stored: it says nothing about the stored one.
	if (token === stored)
		await recordConnectionCheck(ctx, {
			accountId: account.id,
			fault: connected ? null : missing.join(" ").slice(0, 500),
		});
	return { connected, missing };
}

/** Renews the tokens that end soon (§4); for the worker, once a day. */
export async function refreshTokens(
	ctx: Ctx,
): Promise<{ renewed: number; failed: number }> {
	const done = { renewed: 0, failed: 0 };
	for (const { id, token } of await listAccounts(ctx)) {
		if (token.kind === "none" || token.expiresAt === null) continue;
		const expiresAt = new Date(token.expiresAt);
		const decision = decideRefresh(expiresAt, await appNow(ctx.db));
		if (decision === "wait") continue;
		const fault =
			decision === "expired"
				? `the token expired at ${token.expiresAt}: connect the account again`
				: await renew(ctx, id);
		if (fault === null) done.renewed++;
		else done.failed++;
		if (fault !== null && fault !== token.fault)
			await recordTokenCheck(ctx, { accountId: id, fault });
	}
	return done;
}

async function renew(ctx: Ctx, accountId: string): Promise<string | null> {
	const facts = await readAccountFacts(ctx.db, accountId);
	if (facts.token === null) return facts.tokenFault ?? "no token is stored";
	const client = clientOf(facts.token, facts.igUserId, readEnv());
	const answer = await client.refreshToken();
	if (!answer.ok) return `the token could not be renewed: ${saidBy(answer)}`;
	const { access_token, expires_in } = answer.data;
	const now = await appNow(ctx.db);
	await renewToken(ctx, {
		accountId,
		token: access_token,
		expiresAt: addMs(now, expires_in * SECOND),
	});
	return null;
}
