/** The path asked for; `proxy.ts` sets it on every request, whatever the client says. */
export const PATH_HEADER = "x-signalbox-path";

/**
 * Scripts need the request's nonce; React and the charts set style attributes, hence inline styles. In development
 * React evaluates code to rebuild the server's stack traces.
 */
export const contentSecurityPolicy = (
	nonce: string,
	isDevelopment = false,
): string =>
	[
		"default-src 'self'",
		`script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
		"style-src 'self' 'unsafe-inline'",
		"img-src 'self' data: blob:",
		"font-src 'self'",
		"connect-src 'self'",
		"object-src 'none'",
		"base-uri 'none'",
		"form-action 'self'",
		"frame-ancestors 'none'",
	].join("; ");

/** Sent with every answer. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
	"x-content-type-options": "nosniff",
	"x-frame-options": "DENY",
	"referrer-policy": "same-origin",
	"cross-origin-opener-policy": "same-origin",
	"permissions-policy": "camera=(), microphone=(), geolocation=()",
};
