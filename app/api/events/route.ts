import { demandRead } from "@/lib/command";
import { liveResponse } from "@/lib/web/live/stream";
import { readRoute } from "@/lib/web/route";

export const dynamic = "force-dynamic";

/** Tells screens what to read again. It names domains, never what happened in them. */
export const GET = readRoute(async (ctx, request) => {
	demandRead(ctx);
	return liveResponse(ctx, request);
});
