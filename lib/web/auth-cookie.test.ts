import { encode } from "next-auth/jwt";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { openSession, sealSession, sessionCookie } from "./auth-cookie";

beforeEach(() => void vi.stubEnv("NEXTAUTH_SECRET", "a secret of this test"));
afterEach(() => void vi.unstubAllEnvs());

it("keeps the session's id to itself and opens what it sealed", async () => {
	const value = await sealSession("session-1");
	expect(value).not.toContain("session-1");
	expect(await openSession(value)).toBe("session-1");
});

it("opens nothing forged, foreign, empty or past its time", async () => {
	const value = await sealSession("session-1");
	const foreign = await encode({ token: { sessionId: "x" }, secret: "other" });
	const old = await encode({
		token: { sessionId: "x" },
		secret: "a secret of this test",
		maxAge: -60,
	});
	const other = await encode({
		token: { sub: "x" },
		secret: "a secret of this test",
	});
	for (const bad of [undefined, "", "x.y.z", `${value}x`, foreign, old, other])
		expect(await openSession(bad)).toBeNull();
});

it("is strict and out of reach for scripts, and secure where the scheme is", () => {
	expect(
		sessionCookie({ NEXTAUTH_URL: "http://127.0.0.1:3000" }),
	).toMatchObject({
		name: "next-auth.session-token",
		options: { httpOnly: true, sameSite: "strict", secure: false },
	});
	expect(
		sessionCookie({ NEXTAUTH_URL: "https://ops.example.org" }),
	).toMatchObject({
		name: "__Secure-next-auth.session-token",
		options: { httpOnly: true, sameSite: "strict", secure: true },
	});
});
