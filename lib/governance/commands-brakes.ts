import { z } from "zod";
import type { AuditEvent } from "@/lib/audit/event";
import { command, type Scene } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { addMs, HOUR } from "@/lib/core/time";
import { SIGNALS } from "@/lib/governance/model";
import { Reason } from "@/lib/governance/model-inputs";
import { agreeOn } from "@/lib/governance/signals";
import { pullBrake, workerEnvironments } from "@/lib/governance/store";
import {
	endHalt,
	findHalt,
	insertHalt,
	insertHold,
} from "@/lib/governance/store-brakes";

const Scope = z.uuid().nullable();
const placeOf = (accountId: string | null) =>
	accountId === null ? ("all" as const) : { account: accountId };

type Stop = { halts: string[]; audit: AuditEvent[] };

/** A stop under which the environment alone would keep all three signals on halts the accounts too (R3). */
export async function haltWhereEnvironmentGrants(
	scene: Scene,
	accountIds: readonly string[],
	reason: string,
): Promise<Stop> {
	const { environment } = agreeOn(await workerEnvironments(scene.tx));
	if (!SIGNALS.every((signal) => environment[signal]))
		return { halts: [], audit: [] };
	const scopes = accountIds.length === 0 ? [null] : accountIds;
	const stop: Stop = { halts: [], audit: [] };
	for (const accountId of scopes) {
		const halt = await halted(scene, {
			accountId,
			kind: "operational",
			reason,
		});
		stop.halts.push(halt.id);
		stop.audit.push(halt.audit);
	}
	return stop;
}

async function halted(
	scene: Scene,
	halt: {
		accountId: string | null;
		kind: "operational" | "policy";
		reason: string;
	},
) {
	const { tx, actor, now } = scene;
	const id = await insertHalt(tx, {
		...halt,
		setBy: actor.id,
		setByName: actor.name,
		setAt: now,
	});
	const audit: AuditEvent = {
		action: "halt.set",
		subject: { type: "halt", id },
		accountId: halt.accountId,
		reason: halt.reason,
		after: { kind: halt.kind },
	};
	return { id, audit };
}

export const SetHalt = z.object({
	accountId: Scope.default(null),
	kind: z.enum(["operational", "policy"]).default("operational"),
	reason: Reason,
});

/** Stops publishing, everywhere or on one account, from the next decision of every worker on. */
export const setHalt = command({
	permission: "halt:set",
	input: SetHalt,
	// Whoever may stop one account may stop the world: a brake within reach beats a tidy scope.
	run: async (scene, input) => {
		await pullBrake(scene.tx);
		const { id, audit } = await halted(scene, input);
		return {
			value: { haltId: id, setAt: scene.now.toISOString() },
			audit: [audit],
		};
	},
});

/** Lifts a halt: an operational one is the owner's, a policy one compliance's. */
export const liftHalt = command({
	permission: async ({ tx }, { haltId }) =>
		(await demandHalt(tx, haltId)).kind === "policy"
			? "halt:lift-policy"
			: "halt:lift-operational",
	input: z.object({ haltId: z.uuid(), reason: Reason }),
	place: async ({ tx }, { haltId }) =>
		placeOf((await demandHalt(tx, haltId)).accountId),
	run: async ({ tx, actor, now }, { haltId, reason }) => {
		const halt = await demandHalt(tx, haltId);
		const lifted = await endHalt(tx, haltId, {
			liftedBy: actor.id,
			liftedAt: now,
			liftedReason: reason,
		});
		if (!lifted) throw new AppError("conflict", "this halt is already lifted");
		return {
			value: { liftedAt: now.toISOString() },
			audit: [
				{
					action: "halt.lift",
					subject: { type: "halt", id: haltId },
					accountId: halt.accountId,
					reason,
				},
			],
		};
	},
});

async function demandHalt(tx: Scene["tx"], id: string) {
	const halt = await findHalt(tx, id);
	if (!halt) throw new AppError("not_found", "there is no such halt");
	return halt;
}

/** A span in which every post needs a human approval given after it began: 48 h unless said otherwise (AC-G8). */
export const setHold = command({
	permission: "hold:set",
	input: z.object({
		accountId: Scope.default(null),
		reason: Reason,
		hours: z
			.number()
			.int()
			.min(1)
			.max(24 * 14)
			.default(48),
	}),
	place: (_, { accountId }) => placeOf(accountId),
	run: async ({ tx, actor, now }, { accountId, reason, hours }) => {
		await pullBrake(tx);
		const endsAt = addMs(now, hours * HOUR);
		const id = await insertHold(tx, {
			accountId,
			reason,
			startsAt: now,
			endsAt,
			setBy: actor.id,
			setAt: now,
		});
		return {
			value: { holdId: id, endsAt: endsAt.toISOString() },
			audit: [
				{
					action: "hold.set",
					subject: { type: "hold", id },
					accountId,
					reason,
					after: { startsAt: now, endsAt },
				},
			],
		};
	},
});
