import { type NoResponse, noResponse } from "./answer";

// Each of these ends a connection attempt or its TLS handshake, so no request was written.
const NEVER_SENT = new Set([
	"ECONNREFUSED",
	"ENOTFOUND",
	"EAI_AGAIN",
	"EHOSTUNREACH",
	"ENETUNREACH",
	"EADDRNOTAVAIL",
	"UND_ERR_CONNECT_TIMEOUT",
	"CERT_HAS_EXPIRED",
	"DEPTH_ZERO_SELF_SIGNED_CERT",
	"SELF_SIGNED_CERT_IN_CHAIN",
	"UNABLE_TO_VERIFY_LEAF_SIGNATURE",
	"UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
	"ERR_TLS_CERT_ALTNAME_INVALID",
]);

/**
 * What a throw of `fetch` means. Only the kind is kept: the thrown message and its cause may hold the URL,
 * and with it the token.
 */
export function graphFailureOf(
	error: unknown,
	signal: AbortSignal,
): NoResponse {
	if (signal.aborted)
		return noResponse(signal.reason === "timeout" ? "timeout" : "aborted", {
			started: true,
		});
	const code = codeOf(error);
	if (code !== null && NEVER_SENT.has(code))
		return noResponse("refused", { started: false });
	return noResponse("reset", { started: true });
}

function codeOf(error: unknown): string | null {
	if (!(error instanceof Error)) return null;
	if ("code" in error && typeof error.code === "string") return error.code;
	return codeOf(error.cause);
}
