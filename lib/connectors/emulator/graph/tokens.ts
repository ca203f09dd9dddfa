import { randomBytes } from "node:crypto";
import { GraphRefusal } from "@/lib/connectors/emulator/refusal";
import { json, type Reply } from "@/lib/connectors/emulator/reply";
import type { Token } from "@/lib/connectors/emulator/state";
import { DAY_MS, type World } from "@/lib/connectors/emulator/world";

export const TOKEN_LIFE_MS = 60 * DAY_MS;

/** The token of a request, valid now; refuses with 104, 190 or 190/463 (§1.7, §4). */
export function requireToken(
	world: World,
	params: ReadonlyMap<string, string>,
): Token {
	const text = params.get("access_token");
	if (!text)
		throw new GraphRefusal(
			104,
			"An access token is required to request this resource.",
		);
	const token = world.state.tokens.find((t) => t.token === text);
	if (token === undefined)
		// The platform repeats the token in this message; so do we, to keep clients careful.
		throw new GraphRefusal(190, `Malformed access token ${text}`);
	if (token.revoked)
		throw new GraphRefusal(
			190,
			"Error validating access token: The session has been invalidated because the user changed their password.",
			{ subcode: 460 },
		);
	if (token.expiresAt <= world.now())
		throw new GraphRefusal(
			190,
			"Error validating access token: Session has expired.",
			{ subcode: 463 },
		);
	return token;
}

/** A new token for 60 days; the old one must be 24 h old (§4). The code of that refusal is our assumption. */
export function refreshToken(
	world: World,
	token: Token,
	params: ReadonlyMap<string, string>,
): Reply {
	requireGrant(params, "ig_refresh_token");
	if (world.now() - token.issuedAt < DAY_MS)
		throw new GraphRefusal(
			100,
			"The access token must be at least 24 hours old to be refreshed.",
		);
	return issue(world, token.igId);
}

/** Short-lived for long-lived; the emulator takes any valid token as short-lived. */
export function exchangeToken(
	world: World,
	token: Token,
	params: ReadonlyMap<string, string>,
): Reply {
	requireGrant(params, "ig_exchange_token");
	if (!params.get("client_secret"))
		throw new GraphRefusal(101, "Missing client_secret parameter.");
	return issue(world, token.igId);
}

function requireGrant(
	params: ReadonlyMap<string, string>,
	expected: string,
): void {
	if (params.get("grant_type") === expected) return;
	throw new GraphRefusal(100, `(#100) grant_type must be ${expected}`);
}

function issue(world: World, igId: string): Reply {
	const token = `IGAA${randomBytes(24).toString("hex")}`;
	const issuedAt = world.now();
	world.state.tokens.push({
		token,
		igId,
		issuedAt,
		expiresAt: issuedAt + TOKEN_LIFE_MS,
		revoked: false,
	});
	world.save();
	return json({
		access_token: token,
		token_type: "bearer",
		expires_in: TOKEN_LIFE_MS / 1000,
	});
}
