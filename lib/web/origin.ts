import { type AddressEnvironment, ownOrigins } from "./addresses";

export type OriginVerdict = "same" | "foreign" | "missing";

/** Next lets a missing `Origin` through and compares with a header that the client can send; we do neither (T2, T3). */
export function judgeOrigin(
	origin: string | null,
	env: AddressEnvironment,
): OriginVerdict {
	if (origin === null || origin === "") return "missing";
	return ownOrigins(env).includes(origin) ? "same" : "foreign";
}

const SAFE = ["GET", "HEAD", "OPTIONS"];

/**
 * May this request change something? Browsers send `Origin` with every change. A caller with a bearer
 * token may lack it: no browser adds that header by itself, so nobody can borrow it.
 */
export function mayChange(
	request: { method: string; origin: string | null; bearer: boolean },
	env: AddressEnvironment,
): boolean {
	if (SAFE.includes(request.method)) return true;
	const verdict = judgeOrigin(request.origin, env);
	return verdict === "same" || (verdict === "missing" && request.bearer);
}

/** The personal access token of an `Authorization` header, or null. */
export const bearerOf = (authorization: string | null): string | null =>
	/^Bearer +(sbx_[A-Za-z0-9_-]+) *$/i.exec(authorization ?? "")?.[1] ?? null;
