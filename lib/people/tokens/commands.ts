import { z } from "zod";
import { type Actor, can } from "@/lib/auth/actor";
import type { TokenScope } from "@/lib/auth/permissions";
import { type CommandContext, command, REAUTH_GRACE_MS } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { addMs } from "@/lib/core/time";
import { isStrong, TokenInput, tokenLifeMs } from "@/lib/people/model";
import { loadPerson } from "@/lib/people/store";
import { endToken, findToken, insertToken, isDemoDatabase } from "./store";
import { newTokenSecret, tokenHash } from "./tokens";

async function issue(
	{ tx, actor, now }: CommandContext,
	personId: string,
	input: z.output<typeof TokenInput>,
) {
	const lifeMs = tokenLifeMs(input.scopes, input.validForMs);
	if (lifeMs === null)
		throw new AppError(
			"bad_input",
			"a token with govern, approve or signoff lives 24 hours at most",
		);
	const secret = newTokenSecret();
	const token = {
		id: newId(),
		personId,
		issuedBy: issuerOf(actor),
		name: input.name,
		scopes: input.scopes,
		createdAt: now,
		expiresAt: addMs(now, lifeMs),
	};
	await insertToken(tx, { ...token, secretHash: tokenHash(secret) });
	return {
		value: {
			tokenId: token.id,
			secret,
			expiresAt: token.expiresAt.toISOString(),
		},
		audit: [
			{
				action: "token.issue",
				subject: { type: "token", id: token.id },
				after: token,
			},
		] as const,
	};
}

/** A token of one's own. The secret in the answer is stored nowhere; asks for the password again. */
export const issueToken = command({
	permission: "self:manage",
	input: TokenInput,
	run: async (context, input) => {
		const { actor, now } = context;
		if (actor.kind !== "person")
			throw new AppError("forbidden", "only a person issues tokens");
		if (now.getTime() - actor.authenticatedAt.getTime() > REAUTH_GRACE_MS)
			throw new AppError(
				"reauth_required",
				"enter your password again to do this",
			);
		return issue(context, actor.id, input);
	},
});

// What a token issued, its person did not: strong scopes on it count in demo mode only.
const issuerOf = (actor: Actor): string =>
	actor.kind === "token" ? actor.tokenId : actor.id;

function demandWithin(actor: Actor, scopes: readonly TokenScope[]): void {
	if (actor.kind !== "token") return;
	const more = scopes.filter((scope) => !actor.scopes.includes(scope));
	if (more.length === 0) return;
	throw new AppError(
		"refused",
		`a token gives no more than it has: not ${more.join(", ")}`,
	);
}

/** A token for somebody else; never with a strong scope, except in demo mode. A token gives no scope that it lacks. */
export const issueTokenFor = command({
	permission: "people:manage",
	input: TokenInput.extend({ personId: z.uuid() }),
	scope: () => "all",
	run: async (context, { personId, ...input }) => {
		const { disabledAt, name } = await loadPerson(context.tx, personId);
		if (disabledAt) throw new AppError("conflict", `${name} is disabled`);
		const { actor } = context;
		demandWithin(actor, input.scopes);
		const own = actor.kind === "person" && actor.id === personId;
		if (isStrong(input.scopes) && !own && !(await isDemoDatabase(context.tx)))
			throw new AppError(
				"refused",
				"govern, approve and signoff go only on a token that its owner issues",
			);
		return issue(context, personId, input);
	},
});

/** One's own token, or anybody's for those who manage people. */
export const revokeToken = command({
	permission: "read",
	input: z.object({ tokenId: z.uuid() }),
	run: async ({ tx, actor, now }, { tokenId }) => {
		const token = await findToken(tx, tokenId);
		const mine = token?.personId === actor.id;
		if (!token || !(mine || can(actor, "people:manage", "all")))
			throw new AppError("not_found", "no such token");
		if (!(await endToken(tx, tokenId, now)))
			throw new AppError("conflict", "the token is revoked already");
		return {
			value: { tokenId },
			audit: [
				{ action: "token.revoke", subject: { type: "token", id: tokenId } },
			],
		};
	},
});
