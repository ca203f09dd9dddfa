import { expect, it } from "vitest";
import { contentSecurityPolicy, SECURITY_HEADERS } from "./headers";

it("lets no inline script run without the request's nonce, and nobody frame us", () => {
	const policy = contentSecurityPolicy("abc");
	const scripts = policy.split("; ").find((p) => p.startsWith("script-src"));
	expect(scripts).toBe("script-src 'self' 'nonce-abc' 'strict-dynamic'");
	expect(policy).toContain("frame-ancestors 'none'");
	expect(policy).not.toContain("unsafe-eval");
	expect(SECURITY_HEADERS).toMatchObject({
		"x-content-type-options": "nosniff",
		"referrer-policy": "same-origin",
	});
});
