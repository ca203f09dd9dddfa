import { downloadAudit } from "@/lib/audit/export/download";
import { changeRoute } from "@/lib/web/route";

/** The signed chain as JSON lines. A POST, since the export is itself an audited act. */
export const POST = changeRoute(async (ctx) => {
	const { body, events, publicKey } = await downloadAudit(ctx);
	return new Response(body, {
		headers: {
			"content-type": "application/x-ndjson",
			"content-disposition": 'attachment; filename="signalbox-audit.jsonl"',
			"x-signalbox-events": String(events),
			"x-signalbox-public-key": publicKey,
		},
	});
});
