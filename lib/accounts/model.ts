import { z } from "zod";
import type { AutoCleanView } from "@/lib/accounts/policy/model";
import { isTimeZone, MINUTE } from "@/lib/core/time";

/** A slot nearer than this is not offered: rendering and approval need some time. */
export const SLOT_LEAD_MS = 5 * MINUTE;

export const ACCOUNT_STATES = ["active", "paused"] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

export const POSTING_POLICIES = ["human", "auto_clean"] as const;
export type PostingPolicy = (typeof POSTING_POLICIES)[number];

const colour = z
	.string()
	.regex(/^#[0-9a-f]{6}$/i, "a colour is written #rrggbb");
const words = z.array(z.string().trim().min(1).max(120)).max(500).default([]);

/** What the drafts, the moderation and the pictures of an account keep to. */
export const Brand = z.object({
	name: z.string().trim().min(1).max(80),
	tone: z.string().trim().min(1).max(200).default("plain and friendly"),
	niche: z.string().trim().max(200).default(""),
	palette: z
		.object({ background: colour, foreground: colour, accent: colour })
		.default({
			background: "#101828",
			foreground: "#ffffff",
			accent: "#7cc4ff",
		}),
	bannedWords: words,
	bannedClaims: words,
	allowedLinkHosts: words,
	language: z
		.string()
		.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "a language is written like en")
		.default("en"),
});
export type Brand = z.output<typeof Brand>;

const SlotTime = z
	.string()
	.regex(
		/^([01]\d|2[0-3]):[0-5]\d$/,
		"a slot is a local time from 00:00 to 23:59",
	);

/** Local wall-clock times of every day; sorted, each once. */
export const Slots = z
	.array(SlotTime)
	.max(48, "at most 48 slots a day")
	.transform((slots) => [...new Set(slots)].sort());

export const TimeZone = z
	.string()
	.refine(isTimeZone, "not a known IANA time zone, e.g. Europe/Berlin");

export const Handle = z
	.string()
	.trim()
	.transform((handle) => handle.replace(/^@/, "").toLowerCase())
	.pipe(
		z
			.string()
			.regex(
				/^(?!.*\.\.)(?!\.)[a-z0-9._]{1,30}(?<!\.)$/,
				"a handle has up to 30 letters, digits, dots and underscores",
			),
	);

export const IgUserId = z
	.string()
	.trim()
	.regex(/^\d{1,32}$/, "an Instagram user ID is a number");

/** Why no call is made for an account now; every post of it waits, whatever the gate would say. */
export type CallsStop = {
	sentence: string;
	/** Does a token that works end it? */
	ofToken: boolean;
};

/** An account as people see it; never its token. */
export type AccountView = {
	id: string;
	handle: string;
	igUserId: string;
	name: string;
	timeZone: string;
	state: AccountState;
	policy: PostingPolicy;
	autoClean: AutoCleanView;
	aiDisclosure: boolean;
	brand: Brand;
	slots: readonly string[];
	token:
		| { kind: "none" }
		| {
				kind: "stored";
				expiresAt: string | null;
				savedAt: string | null;
				fault: string | null;
		  };
	/** While it is open. */
	breaker: { until: string; reason: string } | null;
	callsStop: CallsStop | null;
	createdAt: string;
};

/** One reading of the platform's rate limits; a percent or a quota, never both. */
export type HeadroomView = {
	usage: {
		usedPercent: number;
		regainAt: string | null;
		observedAt: string;
	} | null;
	quota: { usage: number; total: number; observedAt: string } | null;
};
