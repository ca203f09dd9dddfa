import { z } from "zod";
import { type CommandContext, command } from "@/lib/command";
import { newId } from "@/lib/core/ids";
import { lockStops } from "@/lib/db/stop-lock";
import { Email, PersonName, RoleInput } from "@/lib/people/model";
import { generatePassword, hashPassword } from "@/lib/people/sign-in/password";
import { endSessionsOf } from "@/lib/people/sign-in/store";
import {
	endWindowGrantsOf,
	insertPerson,
	insertRoleGrant,
	loadPerson,
	setDisabled,
} from "@/lib/people/store";
import { endTokensOf } from "@/lib/people/tokens/store";
import {
	demandAnotherAdmin,
	grantAudit,
	notifyGrant,
	notifyReturn,
} from "./commands-roles";

type Newcomer = {
	email: string;
	name: string;
	roles: readonly RoleInput[];
	password: string;
	demo: boolean;
};

/** Adds a person with their first roles; the caller decides about the password. */
export async function enrol(context: CommandContext, newcomer: Newcomer) {
	const { tx, actor, now } = context;
	const { email, name, roles, password, demo } = newcomer;
	const passwordHash = await hashPassword(password);
	const person = { id: newId(), name, demo };
	await insertPerson(tx, {
		...person,
		email,
		passwordHash,
		mustChangePassword: !demo,
		createdAt: now,
	});
	const grants = [];
	for (const role of roles) {
		const grant = { ...role, personId: person.id };
		await insertRoleGrant(tx, {
			...grant,
			grantedBy: actor.id,
			grantedAt: now,
		});
		await notifyGrant(context, { ...grant, name });
		grants.push(grantAudit(grant));
	}
	const added = {
		action: "person.add",
		subject: { type: "person", id: person.id },
		after: person,
	} as const;
	return { personId: person.id, audit: [added, ...grants] as const };
}

/** Adds a person; the one-time password in the answer is shown nowhere else and must be changed at once. */
export const addPerson = command({
	permission: "people:manage",
	input: z.object({
		email: Email,
		name: PersonName,
		roles: z.array(RoleInput).max(20).default([]),
	}),
	scope: () => "all",
	run: async (context, input) => {
		const password = generatePassword();
		const { personId, audit } = await enrol(context, {
			...input,
			password,
			demo: false,
		});
		return { value: { personId, password }, audit };
	},
});

const PersonId = z.object({ personId: z.uuid() });

/** Disables somebody under the brake: ends sessions and tokens, takes back standing grants (R4). */
export async function revokeAccess(
	{ tx, actor, now }: CommandContext,
	personId: string,
	reason: string | null,
) {
	await setDisabled(tx, personId, now);
	const sessions = await endSessionsOf(tx, personId, now);
	const tokens = await endTokensOf(tx, personId, now);
	const grants = await endWindowGrantsOf(tx, personId, {
		revokedAt: now,
		revokedBy: actor.id,
	});
	const disabled = {
		action: "person.disable",
		subject: { type: "person", id: personId },
		reason,
		facts: { sessions, tokens },
	} as const;
	const revoked = grants.map(({ windowId, accountId, signal }) => ({
		action: "window.revoke-grant" as const,
		subject: { type: "window", id: windowId },
		accountId,
		reason: "who granted it was disabled",
		before: { signal, grantedBy: personId },
	}));
	return { sessions, tokens, audit: [disabled, ...revoked] as const };
}

/** Ends the person's sessions and tokens; what they granted and approved counts no more, also once they are enabled again (R4). */
export const disablePerson = command({
	permission: "people:manage",
	input: PersonId.extend({ reason: z.string().trim().max(500).optional() }),
	scope: () => "all",
	run: async (context, { personId, reason }) => {
		const { tx } = context;
		await lockStops(tx);
		await demandAnotherAdmin(context, personId);
		await loadPerson(tx, personId);
		const { sessions, tokens, audit } = await revokeAccess(
			context,
			personId,
			reason ?? null,
		);
		return {
			value: { personId, sessionsEnded: sessions, tokensRevoked: tokens },
			audit,
		};
	},
});

/** Lets somebody in again, with the roles that they kept: all approvers hear of it, as of a new role (R4). */
export const enablePerson = command({
	permission: "people:manage",
	input: PersonId,
	scope: () => "all",
	run: async (context, { personId }) => {
		const { tx } = context;
		const person = await loadPerson(tx, personId);
		await setDisabled(tx, personId, null);
		await notifyReturn(context, person);
		return {
			value: { personId },
			audit: [
				{
					action: "person.enable",
					subject: { type: "person", id: personId },
				},
			],
		};
	},
});
