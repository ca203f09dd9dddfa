import { keepUsage } from "@/lib/accounts/usage";
import type { Ctx } from "@/lib/command";
import type { InstagramClient } from "@/lib/connectors/instagram/client";
import { addDays } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import { faultOf, type Graph, graphOfEnvironment, openReading } from "./client";
import { collectEach } from "./collect";
import { readLimits } from "./limits";
import {
	DAYS_BACK,
	dueDays,
	metaDay,
	metaDayBounds,
	metaDaysBefore,
} from "./meta-day";
import { ACCOUNT_METRICS, parseInsights } from "./parse";
import { isEmptyDay, listAccountDays, saveAccountDay } from "./store";

/** Reads the publishing limits, and the ended days of the last weeks that are missing, empty or were read before the platform had settled them. */
export const collectAccountDay = (
	ctx: Ctx,
	graph: Graph = graphOfEnvironment(),
): Promise<{ did: number }> =>
	collectEach(ctx, "account_day", async (accountId) => {
		const { days, newest } = await listDueDays(ctx, accountId);
		const reading = await openReading(ctx, accountId, graph);
		if (reading.kind === "closed")
			return { received: 0, expected: days.length, fault: reading.fault };
		const limits = await readLimits(ctx, reading.client, accountId);
		if (days.length === 0) return { received: 0, expected: 0, fault: limits };
		const followers = days.includes(newest)
			? await readFollowers(ctx, reading.client, accountId)
			: null;
		let received = 0;
		for (const day of days) {
			const target = {
				accountId,
				day,
				followers: day === newest ? followers : null,
			};
			const fault = await collectDay(ctx, reading.client, target);
			if (fault !== null) return { received, expected: days.length, fault };
			received += 1;
		}
		return { received, expected: days.length, fault: null };
	});

async function listDueDays(
	ctx: Ctx,
	accountId: string,
): Promise<{ days: string[]; newest: string }> {
	const now = await appNow(ctx.db);
	const today = metaDay(now);
	const [from = today] = metaDaysBefore(today, DAYS_BACK);
	const rows = await listAccountDays(ctx.db, { accountId, from, to: today });
	const held = rows.map((row) => ({
		day: row.day,
		collectedAt: row.collectedAt,
		askedAt: row.askedAt ?? row.collectedAt,
		empty: isEmptyDay(row),
	}));
	return { days: dueDays(held, now), newest: addDays(today, -1) };
}

// The platform keeps no history of followers: the number of now belongs to the newest ended day (§3.2).
async function readFollowers(
	ctx: Ctx,
	client: InstagramClient,
	accountId: string,
): Promise<number | null> {
	const answer = await keepUsage(ctx, accountId, await client.accountFields());
	return answer.ok ? (answer.data.followers_count ?? null) : null;
}

async function collectDay(
	ctx: Ctx,
	client: InstagramClient,
	target: { accountId: string; day: string; followers: number | null },
): Promise<string | null> {
	const { accountId, day, followers } = target;
	const { start, end } = metaDayBounds(day);
	const answer = await keepUsage(
		ctx,
		accountId,
		await client.accountInsights({
			metrics: ACCOUNT_METRICS,
			since: start,
			until: end,
			metricType: "total_value",
		}),
	);
	if (!answer.ok) return faultOf(answer);
	const { profile_links_taps, ...metrics } = parseInsights(
		answer.data,
		ACCOUNT_METRICS,
	);
	await saveAccountDay(ctx.db, {
		accountId,
		day,
		askedAt: await appNow(ctx.db),
		metrics: {
			...metrics,
			...(profile_links_taps !== undefined && {
				profileLinksTaps: profile_links_taps,
			}),
			...(followers !== null && { followers }),
		},
		raw: answer.raw,
	});
	return null;
}
