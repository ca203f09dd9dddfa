import "server-only";
import type { NextRequest } from "next/server";
import { serviceActor } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { readEnv } from "@/lib/env";
import { actorOfToken } from "@/lib/people/tokens/tokens";
import { findActor } from "./actor";
import { ctxOf } from "./context";
import { errorResponse, NO_STORE } from "./error-response";
import { bearerOf, mayChange } from "./origin";

type Params = Record<string, string | string[] | undefined>;
type RouteArgs = { params: Promise<Params> };
type Handler = (request: NextRequest, args: RouteArgs) => Promise<Response>;

const MAX_BODY_BYTES = 1024 * 1024;

/** The caller's context: of the bearer token where one is sent, else of the session; null for nobody. */
export async function findRouteCtx(
	request: NextRequest,
	trace: string = newId(),
): Promise<Ctx | null> {
	const authorization = request.headers.get("authorization");
	if (authorization === null) {
		const actor = await findActor();
		return actor && ctxOf(actor, request.headers, trace);
	}
	const secret = bearerOf(authorization);
	if (!secret) return null;
	const door = ctxOf(serviceActor("web"), request.headers, trace);
	const actor = await actorOfToken(door.db, secret, door);
	return actor && { ...door, actor };
}

const toResponse = (value: unknown): Response => {
	if (!(value instanceof Response))
		return Response.json(value, { headers: NO_STORE });
	if (!value.headers.has("cache-control"))
		value.headers.set("cache-control", "no-store");
	return value;
};

async function respond(
	request: NextRequest,
	work: (ctx: Ctx) => Promise<unknown>,
): Promise<Response> {
	const trace = newId();
	try {
		const ctx = await findRouteCtx(request, trace);
		if (!ctx) throw new AppError("unauthenticated", "sign in, or send a token");
		return toResponse(await work(ctx));
	} catch (error) {
		return errorResponse(error, trace);
	}
}

/** A GET that answers a view as JSON, or a `Response` of the handler's own. It never changes anything. */
export const readRoute =
	(
		handler: (
			ctx: Ctx,
			request: NextRequest,
			params: Params,
		) => Promise<unknown>,
	): Handler =>
	(request, { params }) =>
		respond(request, async (ctx) => handler(ctx, request, await params));

/** A change over HTTP: own origin or bearer token, JSON in, JSON out. `body` is unknown until the command parses it. */
export const changeRoute =
	(
		handler: (ctx: Ctx, body: unknown, params: Params) => Promise<unknown>,
	): Handler =>
	(request, { params }) =>
		respond(request, async (ctx) => {
			const { method, headers } = request;
			const origin = headers.get("origin");
			const bearer = bearerOf(headers.get("authorization")) !== null;
			if (!mayChange({ method, origin, bearer }, readEnv()))
				throw new AppError("forbidden", "the request's origin is not ours");
			return handler(ctx, await readBody(request), await params);
		});

async function readBody(request: NextRequest): Promise<unknown> {
	const type = request.headers.get("content-type") ?? "";
	if (!/^application\/json\s*(;|$)/i.test(type))
		throw new AppError("bad_input", "send application/json");
	const length = Number(request.headers.get("content-length") ?? "0");
	if (length > MAX_BODY_BYTES)
		throw new AppError("bad_input", "the body is larger than 1 MiB");
	const text = await request.text();
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new AppError("bad_input", "the body is not JSON", {}, error);
	}
}
