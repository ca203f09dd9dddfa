import { refuseCalls } from "@/lib/accounts/calls";
import { slotsBetween } from "@/lib/accounts/slots";
import { findAccount, listAccounts } from "@/lib/accounts/views";
import { whyNot } from "@/lib/auth/who-may";
import { listMissedDays } from "@/lib/checklists/views";
import { type Ctx, demandRead } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { addDays, addMs, DAY, dayBounds } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import { explainGate, foreseeGate } from "@/lib/governance/panel/views-mode";
import { listPossibleOwners } from "@/lib/incidents/incident/views";
import { readDuePosts } from "@/lib/publishing/decisions/views";
import { listQueue } from "@/lib/publishing/queue/views";
import {
	listAttempts,
	readPublishStats,
} from "@/lib/publishing/queue/views-attempts";
import { readDay } from "./day-facts";
import type { TodayView } from "./model-today";
import {
	incidentFigure,
	joinSlots,
	publishFigure,
	volumeFigure,
} from "./today-figures";
import { signOffOf } from "./views";

const LAST_DUE = 3;

/** Is the loop of this account healthy, and can its day be signed off? Throws `not_found`. */
export async function readToday(
	ctx: Ctx,
	accountId: string,
): Promise<TodayView> {
	demandRead(ctx, { account: accountId });
	const day = await readDay(ctx, accountId);
	const { items, incidents } = day;
	const now = await appNow(ctx.db);
	const gate = await explainGate(ctx, { accountId });
	const from = addDays(day.day, -1);
	const [missed] = await listMissedDays(ctx, accountId, { from, limit: 1 });
	const scope = { account: accountId };
	return {
		accountId,
		handle: day.handle,
		zone: day.zone,
		day: day.day,
		figures: {
			publish: await readPublish(ctx, accountId, now),
			volume: await readVolume(ctx, accountId, day.day),
			incidents: incidentFigure(incidents),
		},
		gate: {
			mode: gate.mode,
			reasons: gate.reasons,
			callsStop: gate.callsStop,
		},
		items,
		slots: await readSlots(ctx, accountId, now),
		lastDue: await readDuePosts(ctx, { accountId, limit: LAST_DUE }),
		incidents,
		signOff: await signOffOf(ctx, day),
		missedYesterday: missed ?? null,
		accounts: (await listAccounts(ctx)).map(({ id, handle }) => ({
			id,
			handle,
		})),
		owners: await listPossibleOwners(ctx, accountId),
		refusals: {
			confirm: whyNot(ctx.actor, "checklist:confirm", scope),
			run: whyNot(ctx.actor, "run:start", scope),
			incident: whyNot(ctx.actor, "incident:manage", scope),
			sign: whyNot(ctx.actor, "signoff", scope),
		},
		observedAt: day.observedAt,
	};
}

async function readPublish(ctx: Ctx, accountId: string, now: Date) {
	const span = { accountId, from: addMs(now, -DAY), to: now };
	const { posts } = await readPublishStats(ctx, span);
	const attempts = await listAttempts(ctx, span);
	const simulated = attempts.filter(({ mode }) => mode === "simulated");
	return publishFigure(posts, new Set(simulated.map((one) => one.postId)).size);
}

async function loadAccount(ctx: Ctx, accountId: string) {
	const account = await findAccount(ctx, accountId);
	if (account) return account;
	throw new AppError("not_found", "there is no such account");
}

async function readVolume(ctx: Ctx, accountId: string, day: string) {
	const { slots, timeZone } = await loadAccount(ctx, accountId);
	const { start: from, end: to } = dayBounds(day, timeZone);
	return volumeFigure(
		slotsBetween(slots, timeZone, from, to),
		await listQueue(ctx, { accountId, from, to }),
		await appNow(ctx.db),
	);
}

async function readSlots(ctx: Ctx, accountId: string, from: Date) {
	const account = await loadAccount(ctx, accountId);
	const { slots, timeZone, state, breaker } = account;
	const breakerUntil = breaker && new Date(breaker.until);
	const to = addMs(from, DAY);
	const planned = joinSlots(
		slotsBetween(slots, timeZone, from, to),
		await listQueue(ctx, { accountId, from, to }),
	);
	const foreseen = await foreseeGate(ctx, accountId);
	return planned.map((slot) => {
		const at = new Date(slot.at);
		const waits = refuseCalls({ state, breakerUntil }, at) !== null;
		return { ...slot, gate: foreseen(at), waits };
	});
}
