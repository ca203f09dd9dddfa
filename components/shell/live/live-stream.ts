/** The part of the browser's EventSource that is used here. */
export type EventStream = {
	readonly readyState: number;
	onopen: ((event: Event) => void) | null;
	onerror: ((event: Event) => void) | null;
	addEventListener: (
		type: string,
		listener: (event: { data: string }) => void,
	) => void;
	close: () => void;
};

type Listeners = {
	/** Topics are the first members of query keys: a domain's name. */
	onTopics: (topics: readonly string[]) => void;
	onStale: () => void;
	/** After a loss: anything may have been missed. */
	onRecovered: () => void;
};

/** So long may it be silent before the page says that it is stale. */
const STALE_AFTER_MS = 10_000;
const REOPEN_AFTER_MS = 5_000;
const CLOSED = 2;

/** The topics of one event, `{"topics":["queue"]}`; none when it says something else. */
export function topicsOf(data: string): string[] {
	const body: unknown = data.startsWith("{") ? JSON.parse(data) : null;
	const topics =
		body !== null && typeof body === "object" && "topics" in body
			? body.topics
			: [];
	return Array.isArray(topics)
		? topics.filter((topic) => typeof topic === "string")
		: [];
}

/**
 * Keeps a stream open and tells when it has been lost for 10 s. The browser reconnects by itself
 * after a broken line, not after a refusal. Once a `ping` was heard, silence counts as a loss.
 * Returns what closes it.
 */
export function keepStream(
	open: () => EventStream,
	listeners: Listeners,
): () => void {
	let stream: EventStream | undefined;
	let lostTimer: ReturnType<typeof setTimeout> | undefined;
	let reopenTimer: ReturnType<typeof setTimeout> | undefined;
	let stale = false;
	let pinged = false;

	const lost = () => {
		lostTimer ??= setTimeout(() => {
			stale = true;
			listeners.onStale();
		}, STALE_AFTER_MS);
	};
	const heard = () => {
		clearTimeout(lostTimer);
		lostTimer = undefined;
		if (pinged) lost();
		if (!stale) return;
		stale = false;
		listeners.onRecovered();
	};
	const connect = () => {
		const opened = open();
		stream = opened;
		opened.onopen = heard;
		opened.onerror = () => {
			lost();
			if (opened.readyState !== CLOSED) return;
			reopenTimer = setTimeout(connect, REOPEN_AFTER_MS);
		};
		opened.addEventListener("ping", () => {
			pinged = true;
			heard();
		});
		opened.addEventListener("message", ({ data }) => {
			heard();
			listeners.onTopics(topicsOf(data));
		});
	};

	connect();
	return () => {
		clearTimeout(lostTimer);
		clearTimeout(reopenTimer);
		stream?.close();
	};
}
