import { type AccountFacts, readAccountFacts } from "@/lib/accounts/facts";
import { readHeadroom } from "@/lib/accounts/usage";
import type { Ctx } from "@/lib/command";
import type { GraphAnswer } from "@/lib/connectors/instagram/answer";
import {
	createInstagramClient,
	type InstagramClient,
} from "@/lib/connectors/instagram/client";
import { appNow } from "@/lib/db/clock";
import { readEnv } from "@/lib/env";
import { whyNotNow } from "./allowance";

/** Where insights are read; the worker's own environment unless told otherwise. */
export type Graph = { baseUrl: string; version: string };

export const graphOfEnvironment = (): Graph => {
	const { INSTAGRAM_GRAPH_URL, INSTAGRAM_GRAPH_VERSION } = readEnv();
	return { baseUrl: INSTAGRAM_GRAPH_URL, version: INSTAGRAM_GRAPH_VERSION };
};

export type InsightReading =
	| { kind: "open"; client: InstagramClient }
	| { kind: "closed"; fault: string };

const READ_TIMEOUT_MS = 15_000;

/** A client to read an account's insights with, or why nothing is read now. */
export async function openReading(
	ctx: Ctx,
	accountId: string,
	graph: Graph,
): Promise<InsightReading> {
	const account = await readAccountFacts(ctx.db, accountId);
	const { usage } = await readHeadroom(ctx, accountId);
	const fault = tokenFault(account) ?? whyNotNow(usage, await appNow(ctx.db));
	if (fault !== null || account.token === null)
		return { kind: "closed", fault: fault ?? "no token is stored" };
	const client = createInstagramClient({
		...graph,
		token: account.token,
		igId: account.igUserId,
		timeoutMs: READ_TIMEOUT_MS,
	});
	return { kind: "open", client };
}

const tokenFault = ({ token, tokenFault }: AccountFacts): string | null =>
	token === null ? (tokenFault ?? "no token is stored") : null;

/** What a reading answer says when it is none, in one line. */
export function faultOf(answer: GraphAnswer<unknown>): string | null {
	if (answer.ok) return null;
	if (answer.kind === "no_response")
		return `the platform gave no answer (${answer.why})`;
	const { code, message } = answer.error;
	return `the platform says: ${message || "no reason"} (${code})`;
}
