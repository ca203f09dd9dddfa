import { z } from "zod";
import { command, type Scene } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { Reason } from "@/lib/core/reason";
import { addMs, HOUR } from "@/lib/core/time";
import { addHalt, beginStop } from "./stop";
import { demandAccounts, endHalt, findHalt, insertHold } from "./store";

const Scope = z.uuid().nullable();
const placeOf = (accountId: string | null) =>
	accountId === null ? ("all" as const) : { account: accountId };

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
	run: async (asked, input) => {
		const { accountId } = input;
		const places = accountId ? [accountId] : [];
		await demandAccounts(asked.tx, places);
		const { scene, calls, facts } = await beginStop(asked, places);
		const { id: haltId, audit } = await addHalt(scene, input);
		return {
			value: { haltId, setAt: scene.now.toISOString(), calls },
			audit: [{ ...audit, facts }],
		};
	},
});

export const LiftHalt = z.object({ haltId: z.uuid(), reason: Reason });

/** An operational halt is the owner's to lift, a policy one compliance's. */
export const permissionToLift = async (
	{ tx }: Scene,
	{ haltId }: { haltId: string },
) =>
	(await demandHalt(tx, haltId)).kind === "policy"
		? ("halt:lift-policy" as const)
		: ("halt:lift-operational" as const);

export const placeOfHalt = async (
	{ tx }: Scene,
	{ haltId }: { haltId: string },
) => placeOf((await demandHalt(tx, haltId)).accountId);

/** Lifts the brake alone: what becomes of the posts that it held is publishing's, which joins this. */
export const liftHalt = command({
	permission: permissionToLift,
	input: LiftHalt,
	place: placeOfHalt,
	run: async ({ tx, actor, now }, { haltId, reason }) => {
		const halt = await demandHalt(tx, haltId);
		const lifted = await endHalt(tx, haltId, {
			liftedBy: actor.id,
			liftedAt: now,
			liftedReason: reason,
		});
		if (!lifted) throw new AppError("conflict", "this halt is already lifted");
		return {
			value: { liftedAt: now.toISOString(), accountId: halt.accountId },
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
	run: async (asked, { accountId, reason, hours }) => {
		const places = accountId ? [accountId] : [];
		await demandAccounts(asked.tx, places);
		const { scene, calls, facts } = await beginStop(asked, places);
		const { tx, actor, now } = scene;
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
			value: { holdId: id, endsAt: endsAt.toISOString(), calls },
			audit: [
				{
					action: "hold.set",
					subject: { type: "hold", id },
					accountId,
					reason,
					after: { startsAt: now, endsAt },
					facts,
				},
			],
		};
	},
});
