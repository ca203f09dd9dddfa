import { z } from "zod";
import {
	type CommandContext,
	command,
	demandPerson,
	type Outcome,
} from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { Reason } from "@/lib/core/reason";
import { demandBudget } from "@/lib/governance/budget/commands";
import type { HoldEnded } from "@/lib/governance/stops/model";
import {
	beginStop,
	haltsAlone,
	haltWhereEnvironmentGrants,
} from "@/lib/governance/stops/stop";
import { demandAccounts } from "@/lib/governance/stops/store";
import { DEFAULT_WINDOW_MINUTES } from "@/lib/governance/window";
import {
	answersFor,
	loadWindow,
	scopesOf,
	soleAccountOf,
	windowScopes,
} from "./access";
import { notifyRequest } from "./notify";
import { decideSpan, SPAN_FAULTS } from "./span";
import { endWindow, insertWindow, type WindowRecord } from "./store";

export const RequestWindow = z.object({
	/** Empty means every account. */
	accountIds: z.array(z.uuid()).max(100).default([]),
	reason: Reason,
	opensAt: z.coerce.date().optional(),
	/** Instead of the minutes. */
	closesAt: z.coerce.date().optional(),
	minutes: z
		.number()
		.int()
		.min(1, "at least 1 minute")
		.max(720, "at most 12 hours")
		.default(DEFAULT_WINDOW_MINUTES),
	postCap: z.number().int().min(1).max(1000).nullable().default(null),
	/** For posts that make up for failed ones only: what an exhausted error budget still allows. */
	recovery: z.boolean().default(false),
});

/** Asks for a window; nothing is open until the three signals are granted in it. */
export const requestWindow = command({
	permission: "window:request",
	input: RequestWindow,
	scope: (_, input) => scopesOf(input),
	run: async (context, input) => {
		const { tx, now } = context;
		const requestedBy = demandPerson(context);
		const span = decideSpan(input, now);
		if (typeof span === "string")
			throw new AppError("bad_input", SPAN_FAULTS[span]);
		const { opensAt, closesAt } = span;
		const { accountIds, reason, postCap } = input;
		await demandAccounts(tx, accountIds);
		if (!input.recovery) await demandBudget(tx, accountIds);
		const after = {
			accountIds: [...new Set(accountIds)],
			reason,
			postCap,
			opensAt,
			closesAt,
			kind: input.recovery ? ("recovery" as const) : ("normal" as const),
		};
		const windowId = await insertWindow(tx, {
			...after,
			requestedBy,
			requestedAt: now,
		});
		await notifyRequest(context, { ...after, windowId });
		return {
			value: {
				windowId,
				opensAt: opensAt.toISOString(),
				closesAt: closesAt.toISOString(),
			},
			audit: [
				{
					action: "window.request",
					subject: { type: "window", id: windowId },
					accountId: soleAccountOf(after),
					reason,
					after,
				},
			],
		};
	},
});

type End = { state: "closed" | "withdrawn"; reason: string };

/**
 * Ends a window as a stop does, and says what was set and what had left before. Where the window has ended already it
 * stays as it ended, and only what the environment would go on with is halted. Throws `conflict` when that is nothing.
 */
async function end(
	asked: CommandContext,
	window: WindowRecord,
	{ state, reason }: End,
): Promise<Outcome<HoldEnded>> {
	const { context, calls, facts } = await beginStop(asked, window.accountIds);
	const { tx, now, actor } = context;
	const ended = await endWindow(tx, window.id, {
		state,
		closedBy: actor.id,
		closedAt: now,
		closeReason: reason,
	});
	const { haltsSet, audit } = await haltWhereEnvironmentGrants(
		context,
		window.accountIds,
		`window ${state}: ${reason}`,
	);
	if (!ended) {
		const stop = { haltsSet, calls, audit, facts };
		// As it stands after the wait: somebody may have ended it meanwhile.
		const { closedAt, closesAt } = await loadWindow(tx, window.id);
		const halted = haltsAlone(stop, "the window has already ended");
		const end = (closedAt ?? closesAt).toISOString();
		const value = { ...halted.value, closedAt: end, already: true };
		return { ...halted, value };
	}
	return {
		value: { closedAt: now.toISOString(), already: false, haltsSet, calls },
		audit: [
			{
				action: state === "closed" ? "window.close" : "window.withdraw",
				subject: { type: "window", id: window.id },
				accountId: soleAccountOf(window),
				reason,
				after: { revision: window.revision + 1 },
				facts,
			},
			...audit,
		],
	};
}

const EndWindow = z.object({ windowId: z.uuid(), reason: Reason });

/** Ends a window early, at once. Where the environment would leave every signal on, it sets a halt as well and says so (R3). */
export const closeWindow = command({
	permission: "window:close",
	input: EndWindow,
	scope: windowScopes,
	run: async (context, { windowId, reason }) =>
		end(context, await loadWindow(context.tx, windowId), {
			state: "closed",
			reason,
		}),
});

/** Whoever answers for the request takes it back. */
export const withdrawWindow = command({
	permission: "window:request",
	input: EndWindow,
	scope: windowScopes,
	run: async (context, { windowId, reason }) => {
		const window = await loadWindow(context.tx, windowId);
		if (!answersFor(window, context.actor.id))
			throw new AppError(
				"refused",
				"only the requester withdraws a request; others close the window",
			);
		return end(context, window, { state: "withdrawn", reason });
	},
});
