import { z } from "zod";
import {
	ROLES,
	type Role,
	SCOPES,
	type TokenScope,
} from "@/lib/auth/permissions";
import { DAY, HOUR } from "@/lib/core/time";

export const Email = z
	.string()
	.trim()
	.toLowerCase()
	.max(254)
	.pipe(z.email("an e-mail address, e.g. ada@example.org"));

export const PersonName = z.string().trim().min(1).max(80);

/** Length is what counts (NIST SP 800-63B §3.1.1.2); NFC, so that every keyboard gives the same. */
export const NewPassword = z
	.string()
	.min(12, "at least 12 characters")
	.max(200, "at most 200 characters")
	.transform((text) => text.normalize("NFC"));

export const RoleInput = z.object({
	role: z.enum(ROLES),
	/** Null means every account. */
	accountId: z.uuid().nullable(),
});
export type RoleInput = z.output<typeof RoleInput>;

/** Scopes that are had only when asked for by name, for a day at most, on one's own token. */
export const STRONG_SCOPES: readonly TokenScope[] = [
	"govern",
	"approve",
	"signoff",
];
const STRONG_TOKEN_MAX_MS = DAY;
const TOKEN_MAX_MS = 90 * DAY;
const TOKEN_DEFAULT_MS = 30 * DAY;

/** A session ends for good this long after its sign-in. */
export const SESSION_MAX_MS = 7 * DAY;

export const TokenInput = z.object({
	name: z.string().trim().min(1).max(80),
	scopes: z
		.array(z.enum(SCOPES))
		.min(1, "name at least one scope")
		.transform((scopes) => [...new Set(scopes)]),
	validForMs: z.int().min(1).max(TOKEN_MAX_MS).optional(),
});

export const isStrong = (scopes: readonly string[]): boolean =>
	STRONG_SCOPES.some((scope) => scopes.includes(scope));

/**
 * How long a token with these scopes may live, in milliseconds; an unsaid length is the longest sensible one.
 * Null when more was asked for than is allowed.
 */
export function tokenLifeMs(
	scopes: readonly TokenScope[],
	wantedMs: number | undefined,
): number | null {
	const maxMs = isStrong(scopes) ? STRONG_TOKEN_MAX_MS : TOKEN_MAX_MS;
	const lifeMs = wantedMs ?? (isStrong(scopes) ? 8 * HOUR : TOKEN_DEFAULT_MS);
	return lifeMs <= maxMs ? lifeMs : null;
}

type RoleView = {
	role: Role;
	accountId: string | null;
	grantedBy: string;
	grantedAt: string;
};

export type PersonView = {
	id: string;
	name: string;
	/** Only for those who manage people. */
	email: string | null;
	demo: boolean;
	disabledAt: string | null;
	createdAt: string;
	/** When they were added or, after they were disabled, let in again. */
	activeSince: string;
	mustChangePassword: boolean;
	roles: readonly RoleView[];
};

export type TokenView = {
	id: string;
	personId: string;
	personName: string;
	name: string;
	scopes: readonly string[];
	issuedBy: string;
	createdAt: string;
	expiresAt: string;
	revokedAt: string | null;
};

/** One click in demo mode. */
export type DemoPersonView = {
	id: string;
	name: string;
	email: string;
	roles: readonly Role[];
};
