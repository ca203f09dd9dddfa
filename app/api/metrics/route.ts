import type { NextRequest } from "next/server";
import { serviceActor } from "@/lib/auth/actor";
import { type Ctx, demandRead } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import {
	isForThisMachine,
	isLoopbackHost,
	isLoopbackUrl,
} from "@/lib/core/loopback";
import { readEnv } from "@/lib/env";
import { directAddress } from "@/lib/web/client-address";
import { ctxOf } from "@/lib/web/context";
import { errorResponse } from "@/lib/web/error-response";
import { METRICS_TYPE, metricsText } from "@/lib/web/live/metrics";
import { findRouteCtx } from "@/lib/web/route";
import { readReadings } from "./readings";

export const dynamic = "force-dynamic";

/** A scraper on this machine that asks this machine by name, and not somebody behind a proxy on it. */
function isLocal({ headers }: NextRequest): boolean {
	const address = directAddress(headers);
	return (
		isForThisMachine(readEnv()) &&
		address !== null &&
		isLoopbackHost(address) &&
		isLoopbackUrl(`http://${headers.get("host")}`)
	);
}

/** Who sends a token that does not count is told so. */
const isAnonymous = ({ headers }: NextRequest): boolean =>
	!headers.has("authorization");

async function scraperCtx(request: NextRequest, trace: string): Promise<Ctx> {
	const ctx = await findRouteCtx(request, trace);
	if (ctx) {
		demandRead(ctx);
		return ctx;
	}
	if (isAnonymous(request) && isLocal(request))
		return ctxOf(serviceActor("worker"), request.headers, trace);
	throw new AppError("unauthenticated", "sign in, or send a token");
}

/** Prometheus' text format, for a session, a token, or this machine where nobody else is served. */
export async function GET(request: NextRequest): Promise<Response> {
	const trace = newId();
	try {
		const ctx = await scraperCtx(request, trace);
		return new Response(await metricsText(await readReadings(ctx)), {
			headers: { "content-type": METRICS_TYPE, "cache-control": "no-store" },
		});
	} catch (error) {
		return errorResponse(error, trace);
	}
}
