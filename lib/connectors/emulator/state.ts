import { z } from "zod";

/** Behaviour that tests and demos may change while the emulator runs. */
export const Settings = z.object({
	/** How long a container stays IN_PROGRESS. */
	processingMs: z.number().int().min(0).default(400),
	/** `config.quota_total` of an account without its own. */
	quotaTotal: z.number().int().min(0).default(50),
	/** How far insights lag behind the clock; the platform says up to 48 h (§3.1). */
	insightsLagMs: z
		.number()
		.int()
		.min(0)
		.default(30 * 60_000),
	/** Calls per account and rolling 24 h that make 100 percent. */
	callBudget: z.number().int().min(1).default(48_000),
	mediaFetchTimeoutMs: z.number().int().min(1).default(10_000),
	/** Documented for Facebook Login only (§1.4): false leaves `caption` out of what is read. */
	captionReadable: z.boolean().default(true),
});
export type Settings = z.output<typeof Settings>;

export const FAULT_KINDS = [
	"publish_ok_then_spam_error",
	"publish_ok_then_reset",
	"publish_ok_after_delay",
	"http_500_html",
	"fresh_read_100_33",
	"container_stuck",
	"container_error",
	"insights_error",
	"insights_empty",
	"insights_frozen",
	"true_drop",
	"token_revoked",
	"account_restricted",
	"foreign_post",
	"quota_shared",
	"usage",
	"graph_error",
	"reset",
	"latency",
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export const ROUTES = [
	"account",
	"create",
	"container",
	"publish",
	"limit",
	"media_list",
	"stories",
	"media",
	"media_insights",
	"account_insights",
	"refresh",
	"exchange",
	"upload",
] as const;
export type Route = (typeof ROUTES)[number];

/** What a fault needs to know; each kind reads only its own (see faults.ts). */
export const FaultParams = z.object({
	code: z.number().int().optional(),
	subcode: z.number().int().optional(),
	message: z.string().optional(),
	isTransient: z.boolean().optional(),
	httpStatus: z.number().int().min(200).max(599).optional(),
	delayMs: z.number().int().min(0).optional(),
	freshMs: z.number().int().min(0).optional(),
	factor: z.number().min(0).optional(),
	caption: z.string().optional(),
	used: z.number().int().min(0).optional(),
	percent: z.number().min(0).optional(),
	regainMinutes: z.number().min(0).optional(),
});
export type FaultParams = z.output<typeof FaultParams>;

const millis = z.number().int();

export const Fault = z.object({
	id: z.string(),
	kind: z.enum(FAULT_KINDS),
	route: z.enum(ROUTES).nullable(),
	igId: z.string().nullable(),
	/** How often it still strikes; null until it is deleted. */
	remaining: z.number().int().nullable(),
	params: FaultParams,
	createdAt: millis,
});
export type Fault = z.output<typeof Fault>;

export const EmulatedAccount = z.object({
	igId: z.string(),
	appScopedId: z.string(),
	username: z.string(),
	followers: z.number().int().min(0),
	quotaTotal: z.number().int().nullable(),
	mediaMade: z.number().int(),
	/** Calls by minute since the epoch, the last 24 h. */
	calls: z.record(z.string(), z.number().int()),
	/** Requests by route since the account was made. */
	requests: z.record(z.string(), z.number().int()),
});
export type EmulatedAccount = z.output<typeof EmulatedAccount>;

export const Token = z.object({
	token: z.string(),
	igId: z.string(),
	issuedAt: millis,
	expiresAt: millis,
	revoked: z.boolean(),
});
export type Token = z.output<typeof Token>;

export const Container = z.object({
	id: z.string(),
	igId: z.string(),
	createdAt: millis,
	imageUrl: z.string(),
	caption: z.string(),
	altText: z.string().nullable(),
	aiGenerated: z.boolean(),
	stuck: z.boolean(),
	failure: z.number().int().nullable(),
	mediaId: z.string().nullable(),
});
export type Container = z.output<typeof Container>;

export const PublishedMedia = z.object({
	id: z.string(),
	igId: z.string(),
	/** null: not published through the API. */
	containerId: z.string().nullable(),
	/** Order within the account; seeds the insights, so that a fresh emulator repeats them. */
	ordinal: z.number().int(),
	shortcode: z.string(),
	publishedAt: millis,
	imageUrl: z.string(),
	caption: z.string(),
	altText: z.string().nullable(),
	aiGenerated: z.boolean(),
	/** Multiplies the reach. */
	factor: z.number(),
});
export type PublishedMedia = z.output<typeof PublishedMedia>;

export const State = z.object({
	version: z.literal(1),
	clockOffsetMs: z.number().int().min(0),
	nextId: z.number().int(),
	settings: Settings,
	accounts: z.array(EmulatedAccount),
	tokens: z.array(Token),
	containers: z.array(Container),
	media: z.array(PublishedMedia),
	faults: z.array(Fault),
});
export type State = z.output<typeof State>;

/** An empty state. Ids count from the time of making, so that a wiped emulator does not repeat them. */
export const emptyState = (now: number): State => ({
	version: 1,
	clockOffsetMs: 0,
	nextId: now * 100,
	settings: Settings.parse({}),
	accounts: [],
	tokens: [],
	containers: [],
	media: [],
	faults: [],
});
