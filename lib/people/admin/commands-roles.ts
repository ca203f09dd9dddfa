import { z } from "zod";
import { type CommandContext, command } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { lockStops } from "@/lib/db/stop-lock";
import { queueMessage } from "@/lib/notifications/queue";
import { RoleInput } from "@/lib/people/model";
import {
	endRoleGrant,
	insertRoleGrant,
	listApproverNames,
	loadPerson,
	lockAdmins,
	type PersonRow,
} from "@/lib/people/store";

type Grant = RoleInput & { personId: string };

export const grantAudit = (grant: Grant) =>
	({
		action: "role.grant",
		subject: { type: "person", id: grant.personId },
		accountId: grant.accountId,
		after: { role: grant.role, accountId: grant.accountId },
	}) as const;

async function describeApprovers(tx: CommandContext["tx"]): Promise<string> {
	const approvers = await listApproverNames(tx);
	return approvers.length > 0 ? approvers.join(", ") : "nobody yet";
}

/** Tells all approvers that somebody who was disabled is back, with which roles (R4). */
export async function notifyReturn(
	{ tx, actor, now, trace }: CommandContext,
	{ id, name, roles }: PersonRow,
): Promise<void> {
	const held = [...new Set(roles.map(({ role }) => role))].sort();
	const as = held.length > 0 ? `as ${held.join(", ")}` : "without a role";
	await queueMessage(tx, {
		dedupeKey: `person.enable:${trace}:${id}`,
		kind: "role.grant",
		text: `${actor.name} enabled ${name} again, ${as}. To all approvers: ${await describeApprovers(tx)}.`,
		now,
	});
}

/** Tells all approvers, by name, of a new role (R4). */
export async function notifyGrant(
	{ tx, actor, now, trace }: CommandContext,
	grant: Grant & { name: string },
): Promise<void> {
	const where = grant.accountId ? "on one account" : "on all accounts";
	const to = await describeApprovers(tx);
	await queueMessage(tx, {
		dedupeKey: `role.grant:${trace}:${grant.personId}:${grant.role}:${grant.accountId}`,
		kind: "role.grant",
		text: `${actor.name} made ${grant.name} ${grant.role} ${where}. To all approvers: ${to}.`,
		now,
	});
}

/** Throws `refused` where the installation would be left without an administrator. */
export async function demandAnotherAdmin(
	context: CommandContext,
	personId: string,
): Promise<void> {
	const admins = await lockAdmins(context.tx);
	if (!admins.includes(personId) || admins.some((id) => id !== personId))
		return;
	throw new AppError(
		"refused",
		"this is the last active administrator: make somebody else one first",
	);
}

const GrantInput = RoleInput.extend({ personId: z.uuid() });

const scopeOf = (_: CommandContext, input: RoleInput) =>
	input.accountId === null ? "all" : { account: input.accountId };

/** Throws `conflict` when the person has the role there already. */
export const grantRole = command({
	permission: "people:manage",
	input: GrantInput,
	scope: scopeOf,
	run: async (context, grant) => {
		const { tx, actor, now } = context;
		const { name, disabledAt } = await loadPerson(tx, grant.personId);
		if (disabledAt) throw new AppError("conflict", `${name} is disabled`);
		await insertRoleGrant(tx, {
			...grant,
			grantedBy: actor.id,
			grantedAt: now,
		});
		await notifyGrant(context, { ...grant, name });
		return { value: grant, audit: [grantAudit(grant)] };
	},
});

/** Takes effect at once, for what the person granted and approved too (R4). */
export const revokeRole = command({
	permission: "people:manage",
	input: GrantInput,
	scope: scopeOf,
	run: async (context, grant) => {
		const { tx, actor, now } = context;
		await lockStops(tx);
		if (grant.role === "admin" && grant.accountId === null)
			await demandAnotherAdmin(context, grant.personId);
		await loadPerson(tx, grant.personId);
		await endRoleGrant(tx, grant, { revokedAt: now, revokedBy: actor.id });
		return {
			value: grant,
			audit: [
				{
					action: "role.revoke",
					subject: { type: "person", id: grant.personId },
					accountId: grant.accountId,
					before: { role: grant.role, accountId: grant.accountId },
				},
			],
		};
	},
});
