/** The one coded error of Signalbox; each transport maps the code once. */
export const ERROR_CODES = [
	"bad_input",
	"unauthenticated",
	"reauth_required",
	"forbidden",
	"not_found",
	"conflict",
	"refused",
	"throttled",
	"unavailable",
	"misconfigured",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export class AppError extends Error {
	readonly code: ErrorCode;
	/** Facts for the reader (JSON-safe, no secrets). */
	readonly details: Record<string, unknown>;

	constructor(
		code: ErrorCode,
		message: string,
		details: Record<string, unknown> = {},
		cause?: unknown,
	) {
		super(message, cause === undefined ? undefined : { cause });
		this.name = "AppError";
		this.code = code;
		this.details = details;
	}
}

/** Throws `conflict` unless a compare-and-set changed exactly one row. */
export function demandOne(
	{ count }: { count: number },
	message: string,
	details: Record<string, unknown> = {},
): void {
	if (count !== 1) throw new AppError("conflict", message, details);
}

/** Somebody else was faster, or the work is not to be done now; nothing was changed. */
export type LostRace = { kind: "lost"; why: string };

/** Turns a lost compare-and-set into an answer: to a late worker that is no error. */
export async function unlessLost<T>(
	work: () => Promise<T>,
): Promise<T | LostRace> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof AppError && error.code === "conflict")
			return { kind: "lost", why: error.message };
		throw error;
	}
}

/** The message of anything thrown. The database client's begins with a piece of our source; what happened is its last line. */
export function messageOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const { name, message } = error;
	return name.startsWith("PrismaClient")
		? (message.trim().split("\n").at(-1) ?? "")
		: message;
}
