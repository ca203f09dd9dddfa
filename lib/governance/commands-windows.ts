import { z } from "zod";
import { personIdOf } from "@/lib/auth/actor";
import { command, type Outcome, type Scene } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { addMs, HOUR, MINUTE } from "@/lib/core/time";
import { haltWhereEnvironmentGrants } from "@/lib/governance/commands-brakes";
import {
	GRANT_REFUSALS,
	type GrantRefusal,
	refuseGrant,
} from "@/lib/governance/grant";
import { SIGNALS } from "@/lib/governance/model";
import { dutiesEnforced, pullBrake } from "@/lib/governance/store";
import {
	endGrant,
	endWindow,
	findWindow,
	insertGrant,
	insertWindow,
	lockWindow,
	roleSince,
	type WindowRecord,
} from "@/lib/governance/store-windows";
import { DEFAULT_WINDOW_MINUTES } from "@/lib/governance/window";

const Reason = z.string().trim().min(3, "say why, in a few words").max(500);
const Signal = z.enum(SIGNALS);
const WindowId = z.uuid();

const placesOf = (window: Pick<WindowRecord, "accountIds">) =>
	window.accountIds.length === 0
		? ("all" as const)
		: window.accountIds.map((account) => ({ account }));

async function windowPlaces({ tx }: Scene, input: { windowId: string }) {
	const window = await findWindow(tx, input.windowId);
	if (!window) throw new AppError("not_found", "there is no such window");
	return placesOf(window);
}

async function demandWindow(
	tx: Scene["tx"],
	id: string,
): Promise<WindowRecord> {
	const window = await lockWindow(tx, id);
	if (!window) throw new AppError("not_found", "there is no such window");
	return window;
}

function demandPerson(scene: Scene): string {
	const id = personIdOf(scene.actor);
	if (id) return id;
	throw new AppError(
		"forbidden",
		"only a person may do this: set SIGNALBOX_TOKEN",
	);
}

export const RequestWindow = z.object({
	/** Empty means every account. */
	accountIds: z.array(z.uuid()).max(100).default([]),
	reason: Reason,
	opensAt: z.coerce.date().optional(),
	minutes: z
		.number()
		.int()
		.min(1, "at least 1 minute")
		.max(720, "at most 12 hours")
		.default(DEFAULT_WINDOW_MINUTES),
	postCap: z.number().int().min(1).max(1000).nullable().default(null),
});

/** Asks for a window; nothing is open until the three signals are granted in it. */
export const requestWindow = command({
	permission: "window:request",
	input: RequestWindow,
	place: (_, input) => placesOf(input),
	run: async (scene, input) => {
		const { tx, now } = scene;
		const requestedBy = demandPerson(scene);
		const opensAt = input.opensAt && input.opensAt > now ? input.opensAt : now;
		if (input.opensAt && addMs(input.opensAt, MINUTE) < now)
			throw new AppError("bad_input", "a window cannot open in the past");
		if (opensAt > addMs(now, 14 * 24 * HOUR))
			throw new AppError(
				"bad_input",
				"a window can be requested at most 14 days ahead",
			);
		const { accountIds, reason, postCap } = input;
		const closesAt = addMs(opensAt, input.minutes * MINUTE);
		const after = {
			accountIds: [...new Set(accountIds)],
			reason,
			postCap,
			opensAt,
			closesAt,
		};
		const windowId = await insertWindow(tx, {
			...after,
			requestedBy,
			requestedAt: now,
		});
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
					accountId: accountIds.length === 1 ? (accountIds[0] ?? null) : null,
					reason,
					after,
				},
			],
		};
	},
});

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
	place: windowPlaces,
	run: async (scene, { windowId, signal }): Promise<Outcome<GrantResult>> => {
		const { tx, now } = scene;
		const grantedBy = demandPerson(scene);
		const window = await demandWindow(tx, windowId);
		const grants = window.grants.filter((grant) => grant.revokedAt === null);
		const role = signal === "ALLOW_AUTONOMOUS_PUBLISH" ? "owner" : "compliance";
		const grantor = {
			id: grantedBy,
			...(await roleSince(tx, grantedBy, role, window.accountIds)),
		};
		const duties = (await dutiesEnforced(tx)) ? "enforced" : "off";
		const why = refuseGrant({ window, grants, signal, grantor, duties }, now);
		const subject = { type: "window", id: windowId };
		if (why) {
			const refused: GrantResult = {
				kind: "refused",
				why,
				sentence: GRANT_REFUSALS[why],
			};
			return {
				value: refused,
				audit: [
					{ action: "window.refuse-grant", subject, facts: { signal, why } },
				],
			};
		}
		await insertGrant(tx, { windowId, signal, grantedBy, grantedAt: now });
		const granted: GrantResult = { kind: "granted" };
		return {
			value: granted,
			audit: [{ action: "window.grant", subject, after: { signal, duties } }],
		};
	},
});

/** Takes one grant back: whoever may close a window may do it, at once. */
export const revokeGrant = command({
	permission: "window:close",
	input: z.object({ windowId: WindowId, signal: Signal, reason: Reason }),
	place: windowPlaces,
	run: async (scene, { windowId, signal, reason }) => {
		// The brake before the window: second gates take them in this order too.
		await pullBrake(scene.tx);
		const window = await demandWindow(scene.tx, windowId);
		const revoked = await endGrant(scene.tx, windowId, {
			signal,
			revokedBy: scene.actor.id,
			revokedAt: scene.now,
		});
		if (!revoked)
			throw new AppError("conflict", `${signal} is not granted in this window`);
		const stop = await haltWhereEnvironmentGrants(
			scene,
			window.accountIds,
			`${signal} was taken back: ${reason}`,
		);
		return {
			value: { haltsSet: stop.halts },
			audit: [
				{
					action: "window.revoke-grant",
					subject: { type: "window", id: windowId },
					reason,
					before: { signal },
				},
				...stop.audit,
			],
		};
	},
});

/** Ends a window early, at once. Where the environment would leave every signal on, it sets a halt as well and says so (R3). */
export const closeWindow = command({
	permission: "window:close",
	input: z.object({ windowId: WindowId, reason: Reason }),
	place: windowPlaces,
	run: async (scene, { windowId, reason }) => {
		await pullBrake(scene.tx);
		const { tx, now, actor } = scene;
		const window = await demandWindow(tx, windowId);
		const ended = await endWindow(tx, windowId, {
			state: "closed",
			closedBy: actor.id,
			closedAt: now,
			closeReason: reason,
		});
		if (!ended) throw new AppError("conflict", "the window has already ended");
		const stop = await haltWhereEnvironmentGrants(
			scene,
			window.accountIds,
			`window closed: ${reason}`,
		);
		return {
			value: { closedAt: now.toISOString(), haltsSet: stop.halts },
			audit: [
				{
					action: "window.close",
					subject: { type: "window", id: windowId },
					reason,
					after: { revision: window.revision + 1 },
				},
				...stop.audit,
			],
		};
	},
});

/** The requester takes the request back. */
export const withdrawWindow = command({
	permission: "window:request",
	input: z.object({ windowId: WindowId, reason: Reason }),
	place: windowPlaces,
	run: async (scene, { windowId, reason }) => {
		await pullBrake(scene.tx);
		const { tx, now, actor } = scene;
		const window = await demandWindow(tx, windowId);
		if (window.requestedBy !== actor.id)
			throw new AppError(
				"refused",
				"only the requester withdraws a request; others close the window",
			);
		const ended = await endWindow(tx, windowId, {
			state: "withdrawn",
			closedBy: actor.id,
			closedAt: now,
			closeReason: reason,
		});
		if (!ended) throw new AppError("conflict", "the window has already ended");
		const stop = await haltWhereEnvironmentGrants(
			scene,
			window.accountIds,
			`window withdrawn: ${reason}`,
		);
		return {
			value: { haltsSet: stop.halts },
			audit: [
				{
					action: "window.withdraw",
					subject: { type: "window", id: windowId },
					reason,
				},
				...stop.audit,
			],
		};
	},
});
