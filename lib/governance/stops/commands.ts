import { z } from "zod";
import { type CommandContext, command } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { Reason } from "@/lib/core/reason";
import { addMs, HOUR } from "@/lib/core/time";
import { addHalt, beginStop } from "./stop";
import { demandAccounts, findHalt, insertHold, markHaltLifted } from "./store";

const Scope = z.uuid().nullable();
const scopeOf = (accountId: string | null) =>
	accountId === null ? ("all" as const) : { account: accountId };

const SetHalt = z.object({
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
		const accountIds = accountId ? [accountId] : [];
		await demandAccounts(asked.tx, accountIds);
		const { context, calls, facts } = await beginStop(asked, accountIds);
		const { id: haltId, audit } = await addHalt(context, input);
		return {
			value: { haltId, setAt: context.now.toISOString(), calls },
			audit: [{ ...audit, facts }],
		};
	},
});

export const LiftHalt = z.object({ haltId: z.uuid(), reason: Reason });

/** An operational halt is the owner's to lift, a policy one compliance's. */
export const permissionToLift = async (
	{ tx }: CommandContext,
	{ haltId }: { haltId: string },
) =>
	(await demandHalt(tx, haltId)).kind === "policy"
		? ("halt:lift-policy" as const)
		: ("halt:lift-operational" as const);

export const scopeOfHalt = async (
	{ tx }: CommandContext,
	{ haltId }: { haltId: string },
) => scopeOf((await demandHalt(tx, haltId)).accountId);

/** Ends the halt alone; `liftHalt` in lib/publishing joins this and decides about the posts that it held. */
export const endHalt = command({
	permission: permissionToLift,
	input: LiftHalt,
	scope: scopeOfHalt,
	run: async ({ tx, actor, now }, { haltId, reason }) => {
		const halt = await demandHalt(tx, haltId);
		const lifted = await markHaltLifted(tx, haltId, {
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

async function demandHalt(tx: CommandContext["tx"], id: string) {
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
	scope: (_, { accountId }) => scopeOf(accountId),
	run: async (asked, { accountId, reason, hours }) => {
		const accountIds = accountId ? [accountId] : [];
		await demandAccounts(asked.tx, accountIds);
		const { context, calls, facts } = await beginStop(asked, accountIds);
		const { tx, actor, now } = context;
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
