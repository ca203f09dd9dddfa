import { GraphRefusal } from "@/lib/connectors/emulator/refusal";
import { json, type Reply } from "@/lib/connectors/emulator/reply";
import type { Request } from "@/lib/connectors/emulator/request";
import type {
	EmulatedAccount,
	Route,
	Token,
} from "@/lib/connectors/emulator/state";
import { emulatedAccount, type World } from "@/lib/connectors/emulator/world";
import { assertNever } from "@/lib/core/assert-never";
import { readAccountInsights } from "./account-insights";
import { readAccount } from "./accounts";
import { createContainer, readContainer } from "./containers";
import { answerMediaInsights } from "./insights";
import { answerMedia, listMedia } from "./media";
import { publish, readLimit } from "./publish";
import { exchangeToken, refreshToken } from "./tokens";

export type Match = { route: Route; nodeId: string };

const VERSION = /^v\d+\.\d+$/;

const EDGES: Record<string, Route> = {
	"POST media": "create",
	"GET media": "media_list",
	"POST media_publish": "publish",
	"GET content_publishing_limit": "limit",
	"GET stories": "stories",
};

/** Which route a request means, by its shape and by whose id it names. */
export function matchRoute(
	world: World,
	{ method, segments }: Pick<Request, "method" | "segments">,
): Match {
	const [node, edge, more] = VERSION.test(segments[0] ?? "")
		? segments.slice(1)
		: segments;
	const unknown = new GraphRefusal(2500, "Unknown path components");
	if (node === undefined) throw unknown;
	const nodeId = node;
	if (node === "ig-api-upload") return { route: "upload", nodeId };
	if (more !== undefined) throw unknown;
	const route =
		edge === undefined
			? nodeRoute(world, method, node)
			: edge === "insights" && method === "GET"
				? isAccountNode(world, node)
					? "account_insights"
					: "media_insights"
				: EDGES[`${method} ${edge}`];
	if (route === undefined) throw unknown;
	return { route, nodeId };
}

function nodeRoute(
	world: World,
	method: string,
	node: string,
): Route | undefined {
	if (method !== "GET") return undefined;
	if (node === "refresh_access_token") return "refresh";
	if (node === "access_token") return "exchange";
	if (isAccountNode(world, node)) return "account";
	return world.state.containers.some((c) => c.id === node)
		? "container"
		: "media";
}

const isAccountNode = (world: World, node: string): boolean =>
	node === "me" ||
	world.state.accounts.some((a) => a.igId === node || a.appScopedId === node);

/** Answers a matched request with a valid token; other accounts' objects are as good as missing. */
export function answer(
	world: World,
	{ route, nodeId }: Match,
	{ params, token }: { params: Request["params"]; token: Token },
): Reply | Promise<Reply> {
	const account = () => ownAccount(world, nodeId, token);
	const fields = params.get("fields");
	switch (route) {
		case "account":
			return readAccount(world, account(), { asMe: nodeId === "me", fields });
		case "create":
			return createContainer(world, account(), params);
		case "container":
			return readContainer(
				world,
				own(world.state.containers, nodeId, token),
				fields,
			);
		case "publish":
			return publish(world, account(), params.get("creation_id"));
		case "limit":
			return readLimit(world, account(), params);
		case "media_list":
			return listMedia(world, account(), params);
		case "stories":
			// Stories cannot be made here, so there are none.
			account();
			return json({ data: [] });
		case "media":
			return answerMedia(world, own(world.state.media, nodeId, token), fields);
		case "media_insights":
			return answerMediaInsights(
				world,
				own(world.state.media, nodeId, token),
				params.get("metric"),
			);
		case "account_insights":
			return readAccountInsights(world, account(), params);
		case "refresh":
			return refreshToken(world, token, params);
		case "exchange":
			return exchangeToken(world, token, params);
		case "upload":
			throw new GraphRefusal(100, "(#100) Video upload is not emulated");
		default:
			return assertNever(route);
	}
}

function ownAccount(
	world: World,
	nodeId: string,
	token: Token,
): EmulatedAccount {
	const account = emulatedAccount(world, token.igId);
	if (["me", account.igId, account.appScopedId].includes(nodeId))
		return account;
	throw GraphRefusal.missing(nodeId);
}

function own<T extends { id: string; igId: string }>(
	list: readonly T[],
	id: string,
	token: Token,
): T {
	const found = list.find((item) => item.id === id && item.igId === token.igId);
	if (found === undefined) throw GraphRefusal.missing(id);
	return found;
}
