import type { ErrorCode } from "@/lib/core/errors";

/** What a server action answers. */
export type ActionResult<Value = unknown> =
	| { ok: true; value?: Value; message?: string; auditSeq?: number | string }
	| {
			ok: false;
			code: ErrorCode;
			message: string;
			/** Messages by form field. */
			fields?: Readonly<Record<string, string>>;
			traceId?: string;
	  };

export type ActionRefusal = Extract<ActionResult, { ok: false }>;

/** The answer when none came: nobody knows whether the act was done. */
export const NO_ANSWER: ActionRefusal = {
	ok: false,
	code: "unavailable",
	message:
		"No answer from the server. Check what happened before you try again.",
};

/** The lines of the message shown for an answer. */
export function toastLines(result: ActionResult): {
	title: string;
	description: string | undefined;
} {
	if (!result.ok)
		return {
			title: result.message,
			description: result.traceId && `Trace ID ${result.traceId}`,
		};
	return {
		title: result.message ?? "Done",
		description:
			result.auditSeq === undefined
				? undefined
				: `Audit event ${result.auditSeq}`,
	};
}

/**
 * Runs an action, and once more when it asks for the password again and the person gives it.
 * `confirm` answers whether they did.
 */
export async function runWithReauth<Value>(
	attempt: () => Promise<ActionResult<Value>>,
	confirm: (() => Promise<boolean>) | null,
): Promise<ActionResult<Value>> {
	const first = await attempt();
	if (first.ok || first.code !== "reauth_required" || !confirm) return first;
	return (await confirm()) ? attempt() : first;
}
