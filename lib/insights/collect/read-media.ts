import { keepUsage } from "@/lib/accounts/usage";
import type { Ctx } from "@/lib/command";
import type { GraphAnswer } from "@/lib/connectors/instagram/answer";
import type { InstagramClient } from "@/lib/connectors/instagram/client";
import type { Insights } from "@/lib/connectors/instagram/shapes";
import { faultOf } from "./client";
import { MEDIA_METRICS, parseInsights } from "./parse";
import type { SnapshotMetrics } from "./store";

export type MediaRead =
	| { kind: "read"; metrics: SnapshotMetrics; raw: unknown }
	/** `stop`: every other post of the account would meet the same. */
	| { kind: "fault"; fault: string; stop: boolean };

const UNSUPPORTED_METRIC = 100;
/** Codes that concern this media alone: an invalid parameter, too few viewers. */
const OF_MEDIA_ALONE: readonly number[] = [10, 100];

type Target = { accountId: string; mediaId: string };

/**
 * Reads a post's core metrics in one call. When the platform does not know one of them for this
 * kind of media (#100), each is asked for by itself and the unknown ones are left out (§3.1).
 */
export async function readMediaInsights(
	ctx: Ctx,
	client: InstagramClient,
	{ accountId, mediaId }: Target,
): Promise<MediaRead> {
	const ask = async (metrics: readonly string[]) =>
		keepUsage(ctx, accountId, await client.mediaInsights(mediaId, metrics));
	const all = await ask(MEDIA_METRICS);
	if (all.ok) return toRead(all.data, all.raw);
	if (!isUnsupported(all)) return toFault(all);
	const data: Insights = [];
	const raw: unknown[] = [];
	for (const metric of MEDIA_METRICS) {
		const one = await ask([metric]);
		if (one.ok) {
			data.push(...one.data);
			raw.push(one.raw);
		} else if (!isUnsupported(one)) return toFault(one);
	}
	return toRead(data, raw);
}

const isUnsupported = (answer: GraphAnswer<unknown>): boolean =>
	!answer.ok &&
	answer.kind === "graph" &&
	answer.error.code === UNSUPPORTED_METRIC &&
	answer.error.subcode === null;

function toRead(data: Insights, raw: unknown): MediaRead {
	const { saved, profile_visits, ...rest } = parseInsights(data, MEDIA_METRICS);
	return {
		kind: "read",
		raw,
		metrics: {
			...rest,
			...(saved !== undefined && { saves: saved }),
			...(profile_visits !== undefined && { profileVisits: profile_visits }),
		},
	};
}

const toFault = (answer: GraphAnswer<unknown>): MediaRead => ({
	kind: "fault",
	fault: faultOf(answer) ?? "the platform gave no answer",
	stop: !(
		!answer.ok &&
		answer.kind === "graph" &&
		OF_MEDIA_ALONE.includes(answer.error.code)
	),
});
