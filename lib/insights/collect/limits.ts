import { keepUsage, recordQuota } from "@/lib/accounts/usage";
import { can } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/command";
import type { InstagramClient } from "@/lib/connectors/instagram/client";
import { AppError } from "@/lib/core/errors";
import { faultOf, type Graph, graphOfEnvironment, openReading } from "./client";

/** Reads the publishing quota and keeps it. @returns what went wrong, or null */
export async function readLimits(
	ctx: Ctx,
	client: InstagramClient,
	accountId: string,
): Promise<string | null> {
	const answer = await keepUsage(
		ctx,
		accountId,
		await client.publishingLimit(),
	);
	if (!answer.ok) return faultOf(answer);
	const { quotaUsage: usage, quotaTotal: total } = answer.data;
	await recordQuota(ctx.db, accountId, { usage, total });
	return null;
}

/** The mending act beside the headroom: reads the limits now. Throws `unavailable` with the reason. */
export async function checkLimits(
	ctx: Ctx,
	accountId: string,
	graph: Graph = graphOfEnvironment(),
): Promise<{ checked: true }> {
	if (!can(ctx.actor, "checklist:confirm", { account: accountId }))
		throw new AppError("forbidden", "your role does not read the limits");
	const reading = await openReading(ctx, accountId, graph);
	const fault =
		reading.kind === "closed"
			? reading.fault
			: await readLimits(ctx, reading.client, accountId);
	if (fault !== null) throw new AppError("unavailable", fault);
	return { checked: true };
}
