import type { z } from "zod";
import { addFault } from "@/lib/connectors/emulator/faults";
import { addMedia, mediaOf } from "@/lib/connectors/emulator/graph/media-store";
import { TOKEN_LIFE_MS } from "@/lib/connectors/emulator/graph/tokens";
import { json, type Reply } from "@/lib/connectors/emulator/reply";
import type { Request } from "@/lib/connectors/emulator/request";
import {
	emulatedAccount,
	nextId,
	type World,
} from "@/lib/connectors/emulator/world";
import { isLoopbackHost } from "@/lib/core/loopback";
import {
	AccountInput,
	ClockInput,
	type ClockView,
	EmulatedToken,
	FaultInput,
	MediaInput,
	SettingsInput,
	type StateView,
} from "./shapes";

/** Only this machine, and no web page in its browser, may steer the emulator. */
export const mayControl = (from: {
	remoteAddress: string | undefined;
	host: string | undefined;
	origin: string | undefined;
}): boolean =>
	from.origin === undefined &&
	isLoopbackHost(from.remoteAddress ?? "") &&
	isLoopbackHost((from.host ?? "").replace(/:\d+$/, "").replace(/[[\]]/g, ""));

type Handler = (world: World, request: Request) => unknown;

const HANDLERS: Record<string, Handler> = {
	"POST account": (world, request) =>
		ensureAccount(world, AccountInput.parse(request.json)),
	"POST token": (world, request) =>
		setToken(world, EmulatedToken.parse(request.json)),
	"POST fault": (world, request) => {
		const { count, ...fault } = FaultInput.parse(request.json);
		return addFault(world, { ...fault, remaining: count });
	},
	"DELETE faults": (world, { params }) => {
		const id = params.get("id");
		world.state.faults = world.state.faults.filter(
			(fault) => id !== undefined && fault.id !== id,
		);
		return {};
	},
	"POST clock": (world, request) => {
		world.state.clockOffsetMs += ClockInput.parse(request.json).advanceMs;
		return clockView(world);
	},
	"POST settings": (world, request) => {
		const changes = SettingsInput.parse(request.json);
		Object.assign(world.state.settings, changes);
		return world.state.settings;
	},
	"POST media": (world, request) => {
		const { publishedAt, ...facts } = MediaInput.parse(request.json);
		const at = publishedAt ? Date.parse(publishedAt) : world.now();
		const account = emulatedAccount(world, facts.igId);
		return { id: addMedia(world, account, { ...facts, publishedAt: at }).id };
	},
	"GET state": (world) => stateView(world),
	"GET media": (world, { params }) => ({
		data: mediaOf(world, params.get("igId") ?? ""),
	}),
};

/** `/_control/…`: sets the scene and reads what happened. Bad input throws a ZodError. */
export function answerControl(world: World, request: Request): Reply {
	const handler = HANDLERS[`${request.method} ${request.segments[1] ?? ""}`];
	if (handler === undefined)
		return { kind: "json", status: 404, body: { error: "no such control" } };
	const body = handler(world, request);
	if (request.method !== "GET") world.save();
	return json(body);
}

/** Makes the account and its token, or brings an account up to date; the token keeps its age. */
function ensureAccount(
	world: World,
	input: z.output<typeof AccountInput>,
): object {
	const { igId, username, followers, token } = input;
	const { accounts, tokens } = world.state;
	const known = accounts.find((account) => account.igId === igId);
	const facts = {
		username,
		followers,
		quotaTotal: input.quotaTotal ?? known?.quotaTotal ?? null,
	};
	if (known) Object.assign(known, facts);
	else
		accounts.push({
			...facts,
			igId,
			appScopedId: nextId(world, "17"),
			mediaMade: 0,
			calls: {},
			requests: {},
		});
	if (!tokens.some((t) => t.token === token && t.igId === igId))
		setToken(world, { igId, token, ageMs: 0, revoked: false });
	return { id: igId };
}

function setToken(
	world: World,
	{ igId, token, ageMs, expiresInMs, revoked }: z.output<typeof EmulatedToken>,
): object {
	emulatedAccount(world, igId);
	const issuedAt = world.now() - ageMs;
	const expiresAt =
		expiresInMs === undefined
			? issuedAt + TOKEN_LIFE_MS
			: world.now() + expiresInMs;
	world.state.tokens = [
		...world.state.tokens.filter((t) => t.token !== token),
		{ token, igId, issuedAt, expiresAt, revoked },
	];
	return {};
}

const clockView = (world: World): ClockView => ({
	now: new Date(world.now()).toISOString(),
	offsetMs: world.state.clockOffsetMs,
});

function stateView(world: World): StateView {
	const { settings, accounts, tokens, containers, faults, media } = world.state;
	return {
		clock: clockView(world),
		settings,
		accounts: accounts.map(({ calls: _calls, ...account }) => account),
		tokens: tokens.map(({ token: _token, ...facts }) => facts),
		containers,
		faults,
		mediaCount: media.length,
	};
}
