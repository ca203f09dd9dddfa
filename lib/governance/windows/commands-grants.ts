import { z } from "zod";
import { command, demandPerson, type Outcome } from "@/lib/command";
import { Reason } from "@/lib/core/reason";
import { readSeparationOfDuties } from "@/lib/db/separation-of-duties";
import { SIGNALS } from "@/lib/governance/model";
import { roleSince } from "@/lib/governance/people/role-since";
import { loadGrantor } from "@/lib/governance/people/store";
import {
	beginStop,
	haltsAlone,
	haltWhereEnvironmentGrants,
} from "@/lib/governance/stops/stop";
import { isOver } from "@/lib/governance/window";
import {
	demandWindow,
	loadWindow,
	soleAccountOf,
	windowQuestion,
	windowScopes,
} from "./access";
import { GRANT_REFUSALS, type GrantRefusal, refuseGrant } from "./grant";
import { endSignalGrant, insertSignalGrant, type WindowRecord } from "./store";

const Signal = z.enum(SIGNALS);
const WindowId = z.uuid();

export type GrantResult =
	| { kind: "granted" }
	| { kind: "refused"; why: GrantRefusal; sentence: string };

/** Grants one signal in one window. A refusal by duty is a value: it is recorded, and commits. */
export const grantSignal = command({
	permission: (_, { signal }) =>
		signal === "ALLOW_AUTONOMOUS_PUBLISH"
			? "grant:autonomous"
			: "grant:approval",
	input: z.object({ windowId: WindowId, signal: Signal }),
	scope: windowScopes,
	run: async (context, { windowId, signal }): Promise<Outcome<GrantResult>> => {
		const { tx, now } = context;
		const grantedBy = demandPerson(context);
		const window = await demandWindow(tx, windowId);
		const grants = window.grants.filter((grant) => grant.revokedAt === null);
		const role = signal === "ALLOW_AUTONOMOUS_PUBLISH" ? "owner" : "compliance";
		const { id, since, roles } = await loadGrantor(tx, grantedBy);
		const grantor = {
			id,
			since,
			roleSince: roleSince(roles, [role], window.accountIds),
		};
		const duties = await readSeparationOfDuties(tx);
		const asked = await windowQuestion(tx, window);
		const why = refuseGrant(
			{ window: asked, grants, signal, grantor, duties },
			now,
		);
		const about = {
			subject: { type: "window", id: windowId },
			accountId: soleAccountOf(window),
		};
		if (why) {
			const refused: GrantResult = {
				kind: "refused",
				why,
				sentence: GRANT_REFUSALS[why],
			};
			return {
				value: refused,
				audit: [
					{ action: "window.refuse-grant", ...about, facts: { signal, why } },
				],
			};
		}
		await insertSignalGrant(tx, {
			windowId,
			signal,
			grantedBy,
			grantedAt: now,
		});
		const granted: GrantResult = { kind: "granted" };
		return {
			value: granted,
			audit: [{ action: "window.grant", ...about, after: { signal, duties } }],
		};
	},
});

const describeNothingToRevoke = (
	window: WindowRecord,
	signal: z.output<typeof Signal>,
	now: Date,
): string =>
	isOver(window, now)
		? "the window has already ended"
		: `${signal} is not granted in this window`;

/** Takes one grant back: whoever may close a window may do it, at once. */
export const revokeGrant = command({
	permission: "window:close",
	input: z.object({ windowId: WindowId, signal: Signal, reason: Reason }),
	scope: windowScopes,
	run: async (asked, { windowId, signal, reason }) => {
		const window = await loadWindow(asked.tx, windowId);
		const { accountIds } = window;
		const { context, calls, facts } = await beginStop(asked, accountIds);
		const revoked = await endSignalGrant(context.tx, windowId, {
			signal,
			revokedBy: context.actor.id,
			revokedAt: context.now,
		});
		const stop = await haltWhereEnvironmentGrants(
			context,
			accountIds,
			`${signal} was taken back: ${reason}`,
		);
		if (!revoked)
			return haltsAlone(
				{ ...stop, calls, facts },
				describeNothingToRevoke(
					await loadWindow(context.tx, windowId),
					signal,
					context.now,
				),
			);
		return {
			value: { haltsSet: stop.haltsSet, calls },
			audit: [
				{
					action: "window.revoke-grant",
					subject: { type: "window", id: windowId },
					accountId: soleAccountOf(window),
					reason,
					before: { signal },
					facts,
				},
				...stop.audit,
			],
		};
	},
});
