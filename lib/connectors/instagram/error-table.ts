/**
 * How a Graph error is to be taken (§1.7): P permanent, T transient, N new container,
 * W wait for a window, A account action, X ambiguous, K keep polling.
 */
export type ErrorLetter = "P" | "T" | "N" | "W" | "A" | "X" | "K";

export type ErrorRow = {
	/** One code, a range of codes with both ends, or null: the subcode alone identifies the row. */
	code: number | readonly [number, number] | null;
	/** null: this code with any subcode that has no row of its own. */
	subcode: number | null;
	letter: ErrorLetter;
	meaning: string;
	/** Retries of the same kind before `afterRetries` applies; null: no bound but the caller's own. */
	maxRetries: number | null;
	/** What the error becomes when `maxRetries` is used up. */
	afterRetries?: ErrorLetter;
	/** How long nothing should be sent for the account. */
	circuitBreakMs?: number;
	/** The row holds only for messages that match (never `error_user_*`: those are localised). */
	message?: RegExp;
	/** The container-creating step takes this letter instead. */
	onCreate?: ErrorLetter;
};

const DAY_MS = 86_400_000;

type Extra = Partial<
	Pick<
		ErrorRow,
		"maxRetries" | "afterRetries" | "circuitBreakMs" | "message" | "onCreate"
	>
>;

const row = (
	key: readonly [ErrorRow["code"], number | null],
	letter: ErrorLetter,
	meaning: string,
	extra: Extra = {},
): ErrorRow => ({
	code: key[0],
	subcode: key[1],
	letter,
	meaning,
	maxRetries: letter === "P" || letter === "A" || letter === "X" ? 0 : null,
	...extra,
});

const retry = (max: number, afterRetries: ErrorLetter): Extra => ({
	maxRetries: max,
	afterRetries,
});

/** The error table of §1.7, one entry per documented row; the first match by exactness wins. */
export const ERROR_TABLE: readonly ErrorRow[] = [
	row([-2, 2207003], "T", "timeout downloading the media", retry(3, "P")),
	row([-2, 2207020], "N", "media expired", retry(1, "P")),
	row([-2, null], "T", "Instagram timeout", retry(3, "A")),
	row([-1, 2207001], "T", "Instagram server error", retry(3, "A")),
	row([-1, 2207032], "T", "creating the media failed", retry(3, "N")),
	row([-1, 2207053], "N", "unknown upload error", retry(1, "P")),
	row([-1, null], "T", "Instagram server error", retry(3, "A")),
	row([1, 2207057], "P", "thumb_offset out of range"),
	row([1, null], "T", "unknown API error", retry(3, "A")),
	row([2, null], "T", "service temporarily down", retry(5, "A")),
	row([3, null], "A", "API method or capability missing"),
	row([4, 2207051], "X", "action blocked, suspected spam", {
		circuitBreakMs: DAY_MS,
		onCreate: "A",
	}),
	row([4, null], "W", "app request limit"),
	row([9, 2207042], "W", "daily publishing cap, 24 h rolling"),
	row([9, null], "W", "application-level limit"),
	row([10, null], "P", "not enough viewers for insights: no data", {
		message: /not enough viewers/i,
	}),
	row([10, null], "A", "permission denied"),
	row([17, null], "W", "user request limit"),
	row([24, 2207006], "N", "media cannot be found", retry(1, "A")),
	row([24, 2207008], "T", "creation id unknown or expired", retry(2, "N")),
	row([25, 2207050], "A", "account inactive, checkpointed or restricted"),
	row([32, null], "W", "page request limit"),
	row([100, 33], "T", "object missing, not permitted, or too fresh to read", {
		...retry(3, "A"),
		onCreate: "A",
	}),
	row([100, 2207023], "P", "unknown media_type"),
	row([100, 2207028], "P", "a carousel needs 2 to 10 items"),
	row([100, 2207035], "P", "product tag positions not allowed for videos"),
	row([100, 2207036], "P", "product tag positions missing"),
	row([100, 2207037], "P", "product tags not valid"),
	row([100, 2207040], "P", "more than 20 tags"),
	row(
		[100, 2108006],
		"P",
		"posted before the business conversion: no insights",
	),
	row([100, null], "P", "invalid parameter or unsupported metric"),
	row([102, null], "A", "session invalid"),
	row([190, 458], "A", "app removed by the person"),
	row([190, 459], "A", "checkpoint: the person must log in"),
	row([190, 460], "A", "password changed"),
	row([190, 463], "A", "token expired"),
	row([190, 464], "A", "account not confirmed"),
	row([190, 467], "A", "token invalid"),
	row([190, 492], "A", "role on the account lost"),
	row([190, null], "A", "token invalid"),
	row([[200, 299], null], "A", "permission missing"),
	row([341, null], "W", "app limit or downtime"),
	row([352, 2207026], "P", "video format unsupported"),
	row([368, null], "A", "temporarily blocked for policy", {
		circuitBreakMs: DAY_MS,
	}),
	row([506, null], "X", "duplicate post", { onCreate: "P" }),
	row([613, null], "W", "custom rate limit or inconsistent volume"),
	row([80002, null], "W", "too many calls to this Instagram account"),
	row([9004, 2207052], "T", "media could not be fetched", retry(3, "P")),
	row([9007, 2207027], "K", "media not ready"),
	row([36000, 2207004], "P", "image larger than 8 MiB"),
	row([36001, 2207005], "P", "image format is not JPEG"),
	row([36003, 2207009], "P", "aspect ratio outside 4:5 to 1.91:1"),
	row([36004, 2207010], "P", "caption too long"),
	row([[36000, 36999], null], "P", "media failed validation"),
	row([null, 2207018], "P", "collaborator cannot be tagged"),
	row([null, 2207077], "T", "video download failed", retry(3, "P")),
	row([null, 2207081], "P", "account has no trial reels"),
	row([null, 2207082], "T", "video processing failed", retry(3, "P")),
	row([null, 2207085], "P", "video processing failed"),
];

/** A code that the table does not know: tried again a few times, then a person looks. */
export const UNKNOWN_ROW: ErrorRow = row(
	[null, null],
	"T",
	"undocumented error",
	retry(3, "A"),
);
