type ChannelBlock =
	| { type: "header"; text: { type: "plain_text"; text: string } }
	| {
			type: "section";
			text?: { type: "mrkdwn"; text: string };
			fields?: { type: "mrkdwn"; text: string }[];
	  }
	| { type: "context"; elements: { type: "mrkdwn"; text: string }[] }
	| { type: "divider" };

export type ChannelMessage = {
	/** Shown in notifications and where blocks are not understood. */
	text: string;
	blocks?: readonly ChannelBlock[];
};

export type ChannelOutcome =
	| { kind: "delivered" }
	/** Worth another try, not before `afterMs` when the channel named a wait. */
	| { kind: "retry"; afterMs?: number; message: string }
	/** Will not get better by itself: somebody has to look at the address or the message. */
	| { kind: "permanent"; message: string };

export type ChannelOptions = { timeoutMs?: number; signal?: AbortSignal };

const DEFAULT_TIMEOUT_MS = 10_000;
const MAX_TEXT_LENGTH = 40_000;
const MAX_BLOCKS = 50;
const MAX_ANSWER_LENGTH = 4_096;
const MAX_RETRY_AFTER_MS = 3_600_000;

/** Escapes what a Slack-compatible channel reads as markup (§6). */
export const escapeMrkdwn = (text: string): string =>
	text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

function retryAfterMs(headers: Headers): number | undefined {
	const seconds = Number(headers.get("retry-after") ?? Number.NaN);
	return Number.isFinite(seconds) && seconds >= 0
		? Math.min(Math.ceil(seconds * 1000), MAX_RETRY_AFTER_MS)
		: undefined;
}

/** A short error word such as `no_service`; anything longer might repeat the address. */
const errorWord = (body: string): string =>
	/^[a-z_]{3,60}$/.test(body) ? ` (${body})` : "";

/**
 * The meaning of an answer (§6). A 200 that is not `ok` is permanent: a sign-in page or a wrong
 * address answers so every time, and a summary counted as delivered would be a lie.
 */
export function channelOutcome(
	status: number,
	headers: Headers,
	body: string,
): ChannelOutcome {
	const text = body.trim();
	if (status === 200 && text === "ok") return { kind: "delivered" };
	if (status === 429) {
		const afterMs = retryAfterMs(headers);
		return {
			kind: "retry",
			message: "the channel asks to slow down (HTTP 429)",
			...(afterMs === undefined ? {} : { afterMs }),
		};
	}
	if (status === 408 || status >= 500)
		return { kind: "retry", message: `the channel failed (HTTP ${status})` };
	if (status >= 300 && status < 400)
		return {
			kind: "permanent",
			message: `the channel's address redirects (HTTP ${status}): enter its final address`,
		};
	if (status < 300)
		return {
			kind: "permanent",
			message: `something answered HTTP ${status}, but not as a channel does ("ok"): check the address`,
		};
	return {
		kind: "permanent",
		message: `the channel refuses (HTTP ${status})${errorWord(text)}`,
	};
}

async function readStart(response: Response): Promise<string> {
	const decoder = new TextDecoder();
	let text = "";
	for await (const chunk of response.body ?? []) {
		text += decoder.decode(chunk, { stream: true });
		if (text.length >= MAX_ANSWER_LENGTH) break;
	}
	return text;
}

const bodyOf = (message: ChannelMessage): string =>
	JSON.stringify({
		text: message.text.slice(0, MAX_TEXT_LENGTH),
		...(message.blocks ? { blocks: message.blocks.slice(0, MAX_BLOCKS) } : {}),
	});

/**
 * Posts to a Slack-compatible incoming webhook. The URL is a secret: it is in no outcome and no
 * error. Never throws for what the channel does.
 */
export async function postToChannel(
	url: string,
	message: ChannelMessage,
	options: ChannelOptions = {},
): Promise<ChannelOutcome> {
	if (!URL.canParse(url) || !/^https?:/i.test(url))
		return {
			kind: "permanent",
			message: "the channel's address is no http address",
		};
	const timeout = AbortSignal.timeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
	try {
		const response = await fetch(url, {
			method: "POST",
			headers: { "content-type": "application/json; charset=utf-8" },
			body: bodyOf(message),
			redirect: "manual",
			signal: options.signal
				? AbortSignal.any([options.signal, timeout])
				: timeout,
		});
		return channelOutcome(
			response.status,
			response.headers,
			await readStart(response),
		);
	} catch {
		// The error's own words may hold the address, so they are not passed on.
		const message = timeout.aborted
			? "the channel did not answer in time"
			: "the channel cannot be reached";
		return { kind: "retry", message };
	}
}
