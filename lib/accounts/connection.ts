import { addMs, DAY } from "@/lib/core/time";

/** What `GET /me` and the publishing limit said of a token (§1), in our own words. */
type Silence = {
	ok: false;
	/** Whether the platform looked at the token, and was not silent or busy. */
	judged: boolean;
	said: string;
};

export type ConnectionFacts = {
	me:
		| {
				ok: true;
				igUserIds: readonly string[];
				username: string | null;
				accountType: string | null;
		  }
		| Silence;
	limit: { ok: true } | Silence;
};

/** Did the platform say anything about the token at all? */
export const saysSomething = ({ me, limit }: ConnectionFacts): boolean =>
	me.ok ? limit.ok || limit.judged : me.judged;

const describeUnknown = ({ said }: Silence): string =>
	`The platform could not say (${said}): nothing is known of the token, try again.`;

const PROFESSIONAL = ["BUSINESS", "MEDIA_CREATOR", "CREATOR"];

/** Everything that keeps a token from publishing for an account, one sentence each; empty when nothing does. */
export function missingFor(
	facts: ConnectionFacts,
	account: { handle: string; igUserId: string },
): string[] {
	const { me, limit } = facts;
	if (!me.ok)
		return [
			me.judged ? `The token is not accepted: ${me.said}` : describeUnknown(me),
		];
	const missing: string[] = [];
	const own = me.igUserIds.includes(account.igUserId);
	if (!own)
		missing.push(
			`The token is for ${me.username ? `@${me.username}` : "another account"} (${me.igUserIds.join(", ")}), not for @${account.handle} (${account.igUserId}).`,
		);
	if (me.accountType && !PROFESSIONAL.includes(me.accountType.toUpperCase()))
		missing.push(
			`The account is ${me.accountType}: only professional accounts can publish through the API.`,
		);
	// Of a foreign account nothing is readable, which says nothing of the token's scopes.
	if (own && !limit.ok)
		missing.push(
			limit.judged
				? `The publishing limit cannot be read (${limit.said}): the token may lack instagram_business_content_publish.`
				: describeUnknown(limit),
		);
	return missing;
}

/** Refreshing starts this long before the end; a token must be a day old, and an expired one is past help (§4). */
const REFRESH_BEFORE_MS = 30 * DAY;

export type RefreshDecision = "wait" | "refresh" | "expired";

/** A token that a person brought does not say when it ends: its first renewal does. */
export function decideRefresh(
	{ expiresAt, savedAt }: { expiresAt: Date | null; savedAt: Date | null },
	now: Date,
): RefreshDecision {
	if (expiresAt === null)
		return savedAt !== null && addMs(savedAt, DAY) > now ? "wait" : "refresh";
	const leftMs = expiresAt.getTime() - now.getTime();
	if (leftMs <= 0) return "expired";
	return leftMs < REFRESH_BEFORE_MS ? "refresh" : "wait";
}
