import {
	createServer,
	type IncomingMessage,
	type Server,
	type ServerResponse,
} from "node:http";
import { ZodError } from "zod";
import {
	answerControl,
	mayControl,
} from "@/lib/connectors/emulator/control/control";
import { answerGraph } from "@/lib/connectors/emulator/graph/graph";
import {
	type Channels,
	openChannels,
} from "@/lib/connectors/emulator/team-channel/channel";
import { postPage } from "@/lib/connectors/emulator/team-channel/post-page";
import { messageOf } from "@/lib/core/errors";
import { GraphRefusal } from "./refusal";
import { type Reply, sendReply } from "./reply";
import { readRequest } from "./request";
import { loadState, saveState } from "./store-file";
import type { World } from "./world";

export type EmulatorOptions = {
	/** 0: any free port. */
	port: number;
	host: "127.0.0.1";
	/** Where the state is kept; in memory only when left out. */
	stateFile?: string;
	/** Where the messages of the demo's team channel are kept; in memory only when left out. */
	channelFile?: string;
	/** How `image_url` is fetched; the global `fetch` when left out. */
	publicFetch?: typeof fetch;
};

export type Emulator = { url: string; port: number; close(): Promise<void> };

/** Starts an emulator of the Instagram Graph API (§11), with its control API under `/_control/` and the demo's team channel under `/_channel/`. */
export async function startEmulator(
	options: EmulatorOptions,
): Promise<Emulator> {
	const state = loadState(options.stateFile, Date.now());
	const channels = openChannels(options.channelFile);
	const closing = new AbortController();
	let url = "";
	const world: World = {
		state,
		now: () => Date.now() + state.clockOffsetMs,
		save: () => saveState(options.stateFile, state),
		fetchMedia: options.publicFetch ?? fetch,
		closing: closing.signal,
		url: () => url,
	};
	const server = createServer((request, response) => {
		handle({ world, channels }, request, response).catch((error: unknown) =>
			fail(world, response, error),
		);
	});
	const port = await listen(server, options);
	url = `http://${options.host}:${port}`;
	const close = async () => {
		closing.abort();
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
		world.save();
	};
	return { url, port, close };
}

function listen(server: Server, options: EmulatorOptions): Promise<number> {
	return new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(options.port, options.host, () => {
			const address = server.address();
			resolve(
				typeof address === "object" && address !== null
					? address.port
					: options.port,
			);
		});
	});
}

const LOCAL_ONLY = {
	kind: "json",
	status: 403,
	body: { error: "local only" },
} as const satisfies Reply;

async function handle(
	{ world, channels }: { world: World; channels: Channels },
	message: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const request = await readRequest(message);
	const [first, second] = request.segments;
	if (first === "_control" || first === "_channel") {
		const { host, origin } = message.headers;
		const { remoteAddress } = message.socket;
		if (!mayControl({ remoteAddress, host, origin }))
			return sendReply(response, LOCAL_ONLY);
		const reply =
			first === "_control"
				? answerControl(world, request)
				: channels.answer(request, world.now());
		return sendReply(response, reply);
	}
	if (first === "p" && request.method === "GET")
		return sendReply(response, postPage(world, second));
	const { reply, headers } = await answerGraph(world, request);
	sendReply(response, reply, headers);
}

/** The door: what no route foresaw is a bad request, or a bug that must be seen. */
function fail(world: World, response: ServerResponse, error: unknown): void {
	if (world.closing.aborted || response.headersSent) {
		response.destroy();
		return;
	}
	if (error instanceof GraphRefusal) {
		sendReply(response, { kind: "json", status: 400, body: error.body() });
		return;
	}
	const status = error instanceof ZodError ? 400 : 500;
	const body = { error: messageOf(error) };
	sendReply(response, { kind: "json", status, body });
}
