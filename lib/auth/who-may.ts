import { type Actor, can, type Scope } from "./actor";
import {
	type Permission,
	ROLE_PERMISSIONS,
	ROLES,
	type Role,
} from "./permissions";

const eitherOf = new Intl.ListFormat("en", { type: "disjunction" });

/** The roles that hold a permission. */
export const rolesWith = (permission: Permission): Role[] =>
	ROLES.filter((role) =>
		(ROLE_PERMISSIONS[role] as readonly Permission[]).includes(permission),
	);

/** Null when the actor may do this there; else a sentence that says who may. */
export function whyNot(
	actor: Actor,
	permission: Permission,
	scope: Scope,
): string | null {
	if (can(actor, permission, scope)) return null;
	return `this takes the role ${eitherOf.format(rolesWith(permission))}`;
}
