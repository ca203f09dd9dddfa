import { z } from "zod";
import { MINUTE, SECOND } from "@/lib/core/time";
import { StoredResponse } from "./response";

/** One reconciliation look (§1.6.5): null where it could not be read. */
export const Poll = z.object({
	kind: z.literal("look"),
	at: z.coerce.date(),
	status: z.string().nullable(),
	/** New media that may be this post; null when the list was unreadable or incomplete. */
	matches: z
		.array(z.object({ id: z.string(), permalink: z.string().nullable() }))
		.nullable(),
	/** Were captions readable, so that a match is a match in caption too? */
	byCaption: z.boolean(),
	quotaUsage: z.number().int().nullable(),
});
export type Poll = z.output<typeof Poll>;

/** The call's own answer that left its outcome open; looks are counted from here. */
export const Doubt = z.object({
	kind: z.literal("doubt"),
	at: z.coerce.date(),
	response: StoredResponse,
});

/** Looks after the doubt began (§1.6.5). */
export const RECONCILE_POLLS_AFTER_MS = [
	30 * SECOND,
	2 * MINUTE,
	5 * MINUTE,
	15 * MINUTE,
] as const;
