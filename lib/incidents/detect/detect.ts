import { can } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { addMs, DAY } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import { listLateReviews } from "@/lib/governance/break-glass/views";
import { openIncident } from "@/lib/incidents/incident/commands-open";
import { findOpenByCause, lastEndOf } from "@/lib/incidents/incident/store";
import {
	readLiveOutcomes,
	readOldestDue,
} from "@/lib/publishing/outcomes/views";
import {
	detectFailureSpikes,
	detectSilentWorkers,
	type Finding,
	SPIKE_WINDOW_MS,
} from "./detectors";
import { detectLateReviews } from "./late-review";
import { isNews } from "./notify";
import { listHeartbeats } from "./store";

/**
 * Runs the detectors and opens an incident for each finding, or notes what is new on the one that is
 * open. Several workers may run it at once: the cause decides, not the caller.
 */
export async function detectIncidents(ctx: Ctx): Promise<{ did: number }> {
	if (!can(ctx.actor, "incident:manage", "all"))
		throw new AppError("forbidden", `${ctx.actor.name} may not open incidents`);
	let did = 0;
	for (const finding of await findAll(ctx)) {
		if (!(await isNewsNow(ctx, finding))) continue;
		const { cause, latestAt: _, ...incident } = finding;
		await openIncident(ctx, { ...incident, dedupeKey: cause });
		did += 1;
	}
	return { did };
}

// What a resolved incident was about stays in sight for an hour: it does not come back by that.
async function isNewsNow(ctx: Ctx, finding: Finding): Promise<boolean> {
	const { accountId, cause: dedupeKey, latestAt } = finding;
	const open = await findOpenByCause(ctx.db, { accountId, dedupeKey });
	if (open) return isNews(open, finding);
	const endedAt = await lastEndOf(ctx.db, { accountId, dedupeKey });
	return endedAt === null || latestAt > endedAt;
}

async function findAll(ctx: Ctx): Promise<Finding[]> {
	const now = await appNow(ctx.db);
	const outcomes = await readLiveOutcomes(ctx, { withinMs: SPIKE_WINDOW_MS });
	const beats = await listHeartbeats(ctx.db, addMs(now, -DAY));
	const dueSince = await readOldestDue(ctx);
	const silence = detectSilentWorkers({ beats, dueSince }, now);
	const late = await listLateReviews(ctx, now);
	return [
		...detectFailureSpikes(outcomes, now),
		...(silence ? [silence] : []),
		...detectLateReviews(late, now),
	];
}
