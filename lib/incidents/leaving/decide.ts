import {
	type Permission,
	ROLE_PERMISSIONS,
	type Role,
} from "@/lib/auth/permissions";
import { SIGNALS } from "@/lib/governance/model";
import { canOwn } from "@/lib/incidents/incident/owner";
import type { PersonView } from "@/lib/people/model";

export type ToTakeOver = {
	personId: string;
	windows: readonly {
		reason: string;
		accountIds: readonly string[];
		grants: readonly { signal: string; grantedBy: string }[];
	}[];
	incidents: readonly { number: number; accountId: string | null }[];
	duties: "enforced" | "off";
};

const holds = (role: Role, permission: Permission): boolean =>
	(ROLE_PERMISSIONS[role] as readonly Permission[]).includes(permission);

/** May this person request windows for all of these accounts? None named is every account. */
function mayRequest(
	{ roles }: Pick<PersonView, "roles">,
	accountIds: readonly string[],
): boolean {
	const there = (accountId: string | null) =>
		roles.some(
			(held) =>
				holds(held.role, "window:request") &&
				(held.accountId === null || held.accountId === accountId),
		);
	return accountIds.length === 0 ? there(null) : accountIds.every(there);
}

const [, ...APPROVAL_SIGNALS] = SIGNALS;

/** Why this person cannot take all of it over, as a sentence, or null (R4). */
export function refuseSuccessor(
	successor: Pick<PersonView, "id" | "name" | "disabledAt" | "roles">,
	{ personId, windows, incidents, duties }: ToTakeOver,
): string | null {
	const { id, name } = successor;
	if (id === personId) return `${name} is who leaves`;
	if (successor.disabledAt !== null) return `${name} is disabled`;
	for (const { reason, accountIds, grants } of windows) {
		if (!mayRequest(successor, accountIds))
			return `${name} has no role that requests the window “${reason}”`;
		const own = grants.find(
			({ signal, grantedBy }) =>
				grantedBy === id &&
				(APPROVAL_SIGNALS as readonly string[]).includes(signal),
		);
		if (own && duties === "enforced")
			return `${name} granted ${own.signal} in the window “${reason}”, which whoever answers for it cannot`;
	}
	const foreign = incidents.find(
		({ accountId }) => !canOwn(successor, accountId),
	);
	return foreign
		? `${name} has no role that works on incident #${foreign.number}`
		: null;
}
