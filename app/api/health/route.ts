import type { NextRequest } from "next/server";
import { can } from "@/lib/auth/actor";
import { newId } from "@/lib/core/ids";
import { readHealth, readHealthStatus } from "@/lib/jobs/health/views";
import { webDb } from "@/lib/web/database";
import { logUnforeseen } from "@/lib/web/log";
import { findRouteCtx } from "@/lib/web/route";

export const dynamic = "force-dynamic";

/** Reasons for those who may read, the status alone for anybody else. */
async function healthFor(request: NextRequest) {
	const ctx = await findRouteCtx(request);
	return ctx && can(ctx.actor, "read")
		? readHealth(ctx)
		: readHealthStatus(webDb());
}

const answer = (health: { status: "ok" | "degraded" }): Response =>
	Response.json(health, {
		status: health.status === "ok" ? 200 : 503,
		headers: { "cache-control": "no-store" },
	});

/** 200 `ok`, or 503 `degraded`; a database that does not answer is degraded, too. */
export async function GET(request: NextRequest): Promise<Response> {
	try {
		return answer(await healthFor(request));
	} catch (error) {
		logUnforeseen(newId(), error);
		return answer({ status: "degraded" });
	}
}
