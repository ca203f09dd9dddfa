import { interfere } from "@/lib/connectors/emulator/faults";
import { GraphRefusal } from "@/lib/connectors/emulator/refusal";
import type { Reply } from "@/lib/connectors/emulator/reply";
import type { Request } from "@/lib/connectors/emulator/request";
import { emulatedAccount, type World } from "@/lib/connectors/emulator/world";
import { answer, matchRoute } from "./routes";
import { requireToken } from "./tokens";
import { countCall, readUsage, refuseOverLimit, usageHeaders } from "./usage";

export type GraphReply = { reply: Reply; headers: Record<string, string> };

/** One Graph request from token to answer, with the account's usage headers. */
export async function answerGraph(
	world: World,
	request: Request,
): Promise<GraphReply> {
	let headers: Record<string, string> = {};
	try {
		const match = matchRoute(world, request);
		const token = requireToken(world, request.params);
		const account = emulatedAccount(world, token.igId);
		const where = { route: match.route, igId: account.igId };
		const before = readUsage(world, account, match.route);
		headers = usageHeaders(account.igId, before);
		refuseOverLimit(before);
		countCall(world, account, match.route);
		headers = usageHeaders(
			account.igId,
			readUsage(world, account, match.route),
		);
		const struck = await interfere(world, where);
		const { params } = request;
		const reply = struck ?? (await answer(world, match, { params, token }));
		return { reply, headers };
	} catch (error) {
		if (!(error instanceof GraphRefusal)) throw error;
		const { httpStatus: status } = error;
		return { reply: { kind: "json", status, body: error.body() }, headers };
	}
}
