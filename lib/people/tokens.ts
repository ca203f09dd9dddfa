import { randomBytes } from "node:crypto";
import type { Actor } from "@/lib/auth/actor";
import { SCOPES } from "@/lib/auth/permissions";
import { sha256 } from "@/lib/core/canonical-json";
import type { Db } from "@/lib/db/client";
import { appNow } from "@/lib/db/clock";
import { STRONG_SCOPES } from "@/lib/people/model";
import { findTokenBySecret, isDemo } from "@/lib/people/store-tokens";

const SECRET = /^sbx_[A-Za-z0-9_-]{43}$/;

/** 256 random bits behind a prefix that secret scanners can find. */
export const newTokenSecret = (): string =>
	`sbx_${randomBytes(32).toString("base64url")}`;

/** A plain hash is enough for a secret that nobody can guess. */
export const tokenHash = (secret: string): string => sha256(secret);

/**
 * The actor of a personal access token, or null when it is unknown, revoked, past its end, or its
 * person is disabled. Strong scopes on a token that somebody else issued count in demo mode only.
 */
export async function actorOfToken(
	db: Db,
	secret: string,
): Promise<Actor | null> {
	if (!SECRET.test(secret)) return null;
	const token = await findTokenBySecret(db, tokenHash(secret));
	if (!token || token.revokedAt || token.person.disabledAt) return null;
	if (token.expiresAt <= (await appNow(db))) return null;
	const strongCounts = token.issuedBy === token.personId || (await isDemo(db));
	return {
		kind: "token",
		id: token.personId,
		name: token.person.name,
		email: token.person.email,
		tokenId: token.id,
		roles: token.person.roles.map(({ role, accountId }) => ({
			role,
			accountId,
		})),
		scopes: SCOPES.filter(
			(scope) =>
				token.scopes.includes(scope) &&
				(strongCounts || !STRONG_SCOPES.includes(scope)),
		),
	};
}
