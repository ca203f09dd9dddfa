import type { z } from "zod";
import { parseJson } from "@/lib/core/parse-json";
import { type GraphAnswer, type NoResponse, noResponse } from "./answer";
import { graphFailureOf } from "./failure";
import { GraphErrorBody } from "./shapes";
import { parseUsage } from "./usage";

type Params = Readonly<Record<string, string | undefined>>;

export type TransportOptions = {
	/** Scheme and host, e.g. `https://graph.instagram.com`. */
	baseUrl: string;
	token: string;
	timeoutMs: number;
	fetch?: typeof fetch;
};

type Call<S extends z.ZodType> = {
	method: "GET" | "POST";
	/** Path with its version, e.g. `/v26.0/me`. */
	path: string;
	params: Params;
	schema: S;
	timeoutMs?: number;
	signal?: AbortSignal;
	/** The data holds a token on purpose: leave it in `data`, drop it from `raw`. */
	returnsToken?: boolean;
};

export type Transport = <S extends z.ZodType>(
	call: Call<S>,
) => Promise<GraphAnswer<z.output<S>>>;

const REDACTED = "[token]";

/**
 * One HTTP exchange per call: no retries, no redirects, 1 MiB at most. The token goes in the form body
 * of a POST and in the query of a GET (§1), and is taken out of everything that comes back.
 */
export function createTransport(options: TransportOptions): Transport {
	return async (call) => {
		if (call.signal?.aborted) return noResponse("aborted", { started: false });
		const abort = new AbortController();
		const cancel = () => abort.abort("aborted");
		const timer = setTimeout(
			() => abort.abort("timeout"),
			call.timeoutMs ?? options.timeoutMs,
		);
		call.signal?.addEventListener("abort", cancel, { once: true });
		try {
			return await exchange(options, call, abort.signal);
		} finally {
			clearTimeout(timer);
			call.signal?.removeEventListener("abort", cancel);
		}
	};
}

async function exchange<S extends z.ZodType>(
	options: TransportOptions,
	call: Call<S>,
	signal: AbortSignal,
): Promise<GraphAnswer<z.output<S>>> {
	const { url, init } = requestOf(options, call);
	let response: Response;
	try {
		response = await (options.fetch ?? fetch)(url, { ...init, signal });
	} catch (error) {
		return graphFailureOf(error, signal);
	}
	const httpStatus = response.status;
	let text: string | null;
	try {
		text = await readCapped(response);
	} catch (error) {
		return { ...graphFailureOf(error, signal), started: true, httpStatus };
	}
	if (text === null || (httpStatus >= 300 && httpStatus < 400))
		return noResponse("unreadable", { started: true, httpStatus });
	return understand(text, response, { call, token: options.token });
}

function requestOf<S extends z.ZodType>(
	options: TransportOptions,
	call: Call<S>,
): { url: URL; init: RequestInit } {
	const url = new URL(`${options.baseUrl.replace(/\/+$/, "")}${call.path}`);
	const fields = new URLSearchParams({ access_token: options.token });
	for (const [name, value] of Object.entries(call.params))
		if (value !== undefined) fields.set(name, value);
	const init: RequestInit = { method: call.method, redirect: "manual" };
	if (call.method === "POST") return { url, init: { ...init, body: fields } };
	url.search = fields.toString();
	return { url, init };
}

function understand<S extends z.ZodType>(
	text: string,
	response: Response,
	{ call, token }: { call: Call<S>; token: string },
): GraphAnswer<z.output<S>> {
	const usage = parseUsage(response.headers);
	const httpStatus = response.status;
	const unreadable: NoResponse = noResponse("unreadable", {
		started: true,
		httpStatus,
	});
	const scrubbed = parseJson(scrub(text, token));
	const failed = GraphErrorBody.safeParse(scrubbed);
	if (failed.success) {
		const base = { ok: false, kind: "graph", started: true } as const;
		return { ...base, httpStatus, error: failed.data, usage };
	}
	if (!response.ok) return unreadable;
	const body = call.returnsToken ? parseJson(text) : scrubbed;
	const parsed = call.schema.safeParse(body);
	if (!parsed.success) return unreadable;
	const raw = call.returnsToken ? { redacted: true } : scrubbed;
	return { ok: true, started: true, httpStatus, data: parsed.data, usage, raw };
}

/** Paging links and error messages echo the token; in JSON it may stand plain or percent-encoded. */
function scrub(text: string, token: string): string {
	if (token === "") return text;
	return text
		.replaceAll(token, REDACTED)
		.replaceAll(encodeURIComponent(token), REDACTED);
}

const MAX_RESPONSE_BYTES = 1024 * 1024;

/** The body as text, or null when it is longer than `MAX_RESPONSE_BYTES`; the rest is not read. */
async function readCapped(response: Response): Promise<string | null> {
	if (response.body === null) return "";
	const chunks: Uint8Array[] = [];
	let size = 0;
	const reader = response.body.getReader();
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return Buffer.concat(chunks).toString("utf8");
		size += value.byteLength;
		if (size > MAX_RESPONSE_BYTES) {
			await reader.cancel();
			return null;
		}
		chunks.push(value);
	}
}
