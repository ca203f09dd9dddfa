import type { AuditEvent } from "@/lib/audit/event";
import { personIdOf } from "@/lib/auth/actor";
import type { CommandContext } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import {
	decideHoldEnd,
	lockHoldEnd,
} from "@/lib/governance/stops/store-hold-end";
import { demandWindow, soleAccountOf } from "@/lib/governance/windows/access";
import { endWindow } from "@/lib/governance/windows/store";
import { handWindowTo, type OwnHoldEnd, type OwnWindow } from "./store";

type Leave = { personId: string; successorId: string | null; reason: string };

/** Broken glass cannot be taken over: every grant in it is of whoever broke it (AC-G9). */
export const canBeHandedOver = ({ kind }: Pick<OwnWindow, "kind">): boolean =>
	kind !== "break_glass";

/** Windows of a person who leaves go to the successor; without one, and where the glass is broken, they end. The caller has begun the stop. */
export async function handOverWindows(
	context: CommandContext,
	windows: readonly OwnWindow[],
	{ personId, successorId, reason }: Leave,
): Promise<{ withdrawn: OwnWindow[]; audit: AuditEvent[] }> {
	const { tx, now, actor } = context;
	const withdrawn: OwnWindow[] = [];
	const audit: AuditEvent[] = [];
	for (const window of windows) {
		const { revision } = await demandWindow(tx, window.id);
		const about = {
			subject: { type: "window", id: window.id },
			accountId: soleAccountOf(window),
			reason,
		};
		if (successorId !== null && canBeHandedOver(window)) {
			await handWindowTo(tx, window.id, successorId);
			const [before, after] = [{ by: personId }, { by: successorId }];
			audit.push({ action: "window.hand-over", ...about, before, after });
			continue;
		}
		const ended = await endWindow(tx, window.id, {
			state: "withdrawn",
			closedBy: actor.id,
			closedAt: now,
			closeReason: reason,
		});
		if (!ended)
			throw new AppError("conflict", "a window ended meanwhile: look again");
		withdrawn.push(window);
		const after = { revision: revision + 1 };
		audit.push({ action: "window.withdraw", ...about, after });
	}
	return { withdrawn, audit };
}

/** Their requests to end a hold sooner make room for another's: who asked counts no more. */
export async function withdrawHoldEnds(
	{ tx, now, actor }: CommandContext,
	requests: readonly OwnHoldEnd[],
	{ personId, reason }: Pick<Leave, "personId" | "reason">,
): Promise<AuditEvent[]> {
	const audit: AuditEvent[] = [];
	for (const { id, holdId, accountId } of requests) {
		await lockHoldEnd(tx, id);
		const verdict = "withdrawn" as const;
		const decidedBy = personIdOf(actor) ?? personId;
		await decideHoldEnd(tx, id, { verdict, decidedBy, decidedAt: now });
		audit.push({
			action: "hold.decline-end",
			subject: { type: "hold", id: holdId },
			accountId,
			reason,
			after: { requestId: id, verdict },
		});
	}
	return audit;
}
