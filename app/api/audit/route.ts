import { filterOf, parseAuditParams } from "@/app/(ops)/audit/filter-of";
import { listAudit } from "@/lib/audit/views";
import { readRoute } from "@/lib/web/route";

const LIMIT = 100;

/** Audit events, newest first; `cursor` is the sequence number to go on before. Days are UTC days. */
export const GET = readRoute(async (ctx, request) => {
	const params = parseAuditParams(
		Object.fromEntries(request.nextUrl.searchParams),
	);
	const events = await listAudit(ctx, {
		...filterOf(params, "UTC"),
		limit: LIMIT,
	});
	const cursor = events.length === LIMIT ? (events.at(-1)?.seq ?? null) : null;
	return { events, cursor };
});
