import "server-only";
import type { NextRequest } from "next/server";
import { ALL_TOPICS, topicsOfActions } from "@/lib/audit/topics";
import type { Ctx } from "@/lib/command";
import { newId } from "@/lib/core/ids";
import { actorOfSession } from "@/lib/people/sign-in/sessions";
import { webDb } from "@/lib/web/database";
import { logUnforeseen } from "@/lib/web/log";
import { LOOKS_BACK, readPulse } from "@/lib/web/store-live";
import { makePoller, type Poller } from "./poller";

const POLL_EVERY_MS = 1_000;
/** Well below the 10 s of silence after which a page says that it is stale. */
const PING_EVERY_MS = 4_000;
const ASK_AGAIN_EVERY_MS = 15_000;
/** A token's stream cannot be asked again: it ends, and the client opens another. */
const TOKEN_STREAM_MS = 5 * 60_000;

// Next bundles this file more than once; one process looks once a second.
const KEY = Symbol.for("signalbox.live-poller");
const realm: { [KEY]?: Poller; process?: unknown } = globalThis;

function livePoller(): Poller {
	if (realm[KEY]) return realm[KEY];
	const poller = makePoller({
		read: (afterSeq) => readPulse(webDb(), afterSeq),
		topicsOf: topicsOfActions,
		allTopics: ALL_TOPICS,
		looksBack: LOOKS_BACK,
		onFault: (error) => logUnforeseen(newId(), error),
		everyMs: POLL_EVERY_MS,
	});
	realm[KEY] = poller;
	process.once("SIGTERM", poller.end);
	process.once("SIGINT", poller.end);
	return poller;
}

async function mayStillWatch(ctx: Ctx, ageMs: number): Promise<boolean> {
	const { actor } = ctx;
	if (actor.kind === "person")
		return (await actorOfSession(ctx.db, actor.sessionId)) !== null;
	return ageMs < TOKEN_STREAM_MS;
}

/**
 * `text/event-stream`: `{"topics":[…]}` when something changed, a `ping` event every few seconds while
 * the database answers. It begins with what came after the last event that the reader knows, and ends
 * with the session, the request or the process.
 */
export function liveResponse(ctx: Ctx, request: NextRequest): Response {
	const since = knownEvent(request);
	const encoder = new TextEncoder();
	let stop: (by?: "client") => void = () => undefined;
	const body = new ReadableStream<Uint8Array>({
		start: (controller) => {
			const send = (text: string) => controller.enqueue(encoder.encode(text));
			stop = follow({ ctx, since, send, close: () => controller.close() });
			request.signal.addEventListener("abort", () => stop(), { once: true });
		},
		cancel: () => stop("client"),
	});
	return new Response(body, {
		headers: {
			"content-type": "text/event-stream; charset=utf-8",
			// Compression would hold events back.
			"cache-control": "no-store, no-transform",
			"x-accel-buffering": "no",
		},
	});
}

/** What the reader knows already: up to the last event of the line that broke, or of the page that opens one. */
function knownEvent({ headers, nextUrl }: NextRequest): bigint | null {
	const said =
		headers.get("last-event-id") ?? nextUrl.searchParams.get("after") ?? "";
	return /^\d{1,18}$/.test(said) ? BigInt(said) : null;
}

type Line = {
	ctx: Ctx;
	since: bigint | null;
	send: (text: string) => void;
	close: () => void;
};

function follow({ ctx, since, send, close }: Line): (by?: "client") => void {
	const openedAt = performance.now();
	let pingedAt = Number.NEGATIVE_INFINITY;
	let open = true;
	let unwatch = () => {};
	const stop = (by?: "client") => {
		if (!open) return;
		open = false;
		clearInterval(asking);
		unwatch();
		// What the client ended is closed already.
		if (by !== "client") close();
	};
	const onPulse = (topics: readonly string[], seq: bigint) => {
		if (topics.length > 0)
			send(`id: ${seq}\ndata: ${JSON.stringify({ topics })}\n\n`);
		if (performance.now() - pingedAt < PING_EVERY_MS) return;
		pingedAt = performance.now();
		send("event: ping\ndata:\n\n");
	};
	const askAgain = async () => {
		if (!(await mayStillWatch(ctx, performance.now() - openedAt))) stop();
	};
	send("retry: 2000\n\n");
	const asking = setInterval(
		() => void askAgain().catch(() => stop()),
		ASK_AGAIN_EVERY_MS,
	);
	unwatch = livePoller().watch({ since, onPulse, onEnd: () => stop() });
	return stop;
}
