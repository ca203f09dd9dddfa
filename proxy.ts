import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { isDevelopment, readEnv } from "./lib/env";
import { isOwnHost } from "./lib/web/addresses";
import {
	contentSecurityPolicy,
	PATH_HEADER,
	SECURITY_HEADERS,
} from "./lib/web/headers";
import { bearerOf, mayChange } from "./lib/web/origin";

const env = readEnv();

/** In front of every page, action and route: own host, own origin, security headers. Each of them authorises by itself. */
export function proxy(request: NextRequest): NextResponse {
	const { pathname, search } = request.nextUrl;
	if (!isOwnHost(request.headers.get("host"), pathname, env))
		return refuse(421, "this host is not ours: set NEXTAUTH_URL to it");
	const origin = request.headers.get("origin");
	const bearer = bearerOf(request.headers.get("authorization")) !== null;
	if (!mayChange({ method: request.method, origin, bearer }, env))
		return refuse(403, "the request's origin is not ours");

	const nonce = randomBytes(16).toString("base64");
	const policy = contentSecurityPolicy(nonce, isDevelopment(env));
	const headers = new Headers(request.headers);
	headers.set("content-security-policy", policy);
	headers.set("x-nonce", nonce);
	headers.set(PATH_HEADER, `${pathname}${search}`);
	const response = NextResponse.next({ request: { headers } });
	return secured(response, policy);
}

const refuse = (status: number, message: string): NextResponse =>
	secured(
		NextResponse.json({ ok: false, code: "forbidden", message }, { status }),
		"default-src 'none'; frame-ancestors 'none'",
	);

function secured(response: NextResponse, policy: string): NextResponse {
	response.headers.set("content-security-policy", policy);
	for (const [name, value] of Object.entries(SECURITY_HEADERS))
		response.headers.set(name, value);
	return response;
}

export const config = { matcher: "/((?!_next/static/).*)" };
