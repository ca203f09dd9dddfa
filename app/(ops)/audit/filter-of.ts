import { z } from "zod";
import { dayBounds } from "@/lib/core/time";

const text = z.string().trim().min(1).max(200).optional().catch(undefined);
const day = z.iso.date().optional().catch(undefined);
const seq = z
	.string()
	.regex(/^\d{1,18}$/)
	.optional()
	.catch(undefined);

const Params = z.object({
	actor: text,
	action: text,
	subject: text,
	id: text,
	trace: text,
	from: day,
	to: day,
	/** Events before this one. */
	cursor: seq,
	/** The event shown beside the list. */
	row: seq,
	account: text,
});

export type AuditParams = z.output<typeof Params>;

/** What the URL asks for; what cannot be understood counts as not asked. */
export const parseAuditParams = (raw: unknown): AuditParams =>
	Params.parse(raw ?? {});

/** The same as the log's own filter; days are local ones of this zone, the last one included. */
export function filterOf(params: AuditParams, zone: string) {
	const { actor, action, subject, id, trace, from, to, cursor } = params;
	return {
		actorId: actor,
		action,
		subjectType: subject,
		subjectIdPart: id,
		trace,
		from: from ? dayBounds(from, zone).start : undefined,
		to: to ? dayBounds(to, zone).end : undefined,
		beforeSeq: cursor === undefined ? undefined : BigInt(cursor),
	};
}

/** The page's address with some of its parameters changed; null takes one away. */
export function auditHref(
	params: AuditParams,
	change: Partial<Record<keyof AuditParams, string | null>>,
): string {
	const next = new URLSearchParams();
	for (const [name, value] of Object.entries({ ...params, ...change }))
		if (value) next.set(name, value);
	return next.size > 0 ? `/audit?${next}` : "/audit";
}

/** The address that opens an event beside the list, without the event's number. */
export function rowHrefOf(params: AuditParams): string {
	const href = auditHref(params, { row: null });
	return `${href}${href.includes("?") ? "&" : "?"}row=`;
}
