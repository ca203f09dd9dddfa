import { z } from "zod";
import {
	Container,
	EmulatedAccount,
	FAULT_KINDS,
	Fault,
	FaultParams,
	PublishedMedia,
	ROUTES,
	Settings,
	Token,
} from "@/lib/connectors/emulator/state";

const igId = z.string().regex(/^\d{5,20}$/, "a numeric id");

export const AccountInput = z.object({
	igId,
	username: z.string().min(1),
	token: z.string().min(1),
	followers: z.number().int().min(0),
	/** Replaces the emulator-wide `quotaTotal` for this account. */
	quotaTotal: z.number().int().min(0).optional(),
});
export type AccountInput = z.input<typeof AccountInput>;

export const EmulatedToken = z.object({
	igId,
	token: z.string().min(1),
	/** How long ago it was issued, by the emulator's clock. */
	ageMs: z.number().int().min(0).default(0),
	/** How long it is still valid; 60 days from issue when left out. */
	expiresInMs: z.number().int().optional(),
	revoked: z.boolean().default(false),
});
export type EmulatedToken = z.input<typeof EmulatedToken>;

export const FaultInput = z.object({
	kind: z.enum(FAULT_KINDS),
	/** Only on this route; any when left out. */
	route: z.enum(ROUTES).nullable().default(null),
	/** Only for this account; any when left out. */
	igId: igId.nullable().default(null),
	/**
	 * Strikes so often; until deleted when left out. States rather than strikes, and so never counted down:
	 * `true_drop`, `insights_frozen`, `quota_shared`, `usage`.
	 */
	count: z.number().int().min(1).nullable().default(null),
	params: FaultParams.default({}),
});
export type FaultInput = z.input<typeof FaultInput>;

/** Forward only, like Signalbox's own test clock. */
export const ClockInput = z.object({ advanceMs: z.number().int().min(0) });

export const SettingsInput = z
	.object({
		processingMs: Settings.shape.processingMs.unwrap(),
		quotaTotal: Settings.shape.quotaTotal.unwrap(),
		insightsLagMs: Settings.shape.insightsLagMs.unwrap(),
		callBudget: Settings.shape.callBudget.unwrap(),
		mediaFetchTimeoutMs: Settings.shape.mediaFetchTimeoutMs.unwrap(),
		captionReadable: Settings.shape.captionReadable.unwrap(),
	})
	.partial();
export type SettingsInput = z.input<typeof SettingsInput>;

/** A post that did not come through the API; `publishedAt` may lie in the past. */
export const MediaInput = z.object({
	igId,
	caption: z.string(),
	imageUrl: z.string().default(""),
	publishedAt: z.iso.datetime().optional(),
	factor: z.number().min(0).default(1),
});
export type MediaInput = z.input<typeof MediaInput>;

export const ClockView = z.object({
	now: z.iso.datetime(),
	offsetMs: z.number().int(),
});
export type ClockView = z.output<typeof ClockView>;

export const StateView = z.object({
	clock: ClockView,
	settings: Settings,
	accounts: z.array(EmulatedAccount.omit({ calls: true })),
	/** Without their text. */
	tokens: z.array(Token.omit({ token: true })),
	containers: z.array(Container),
	faults: z.array(Fault),
	mediaCount: z.number().int(),
});
export type StateView = z.output<typeof StateView>;

export const MediaView = z.object({ data: z.array(PublishedMedia) });
export const IdView = z.object({ id: z.string() });
