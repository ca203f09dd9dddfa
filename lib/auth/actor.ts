import {
	type Permission,
	ROLE_PERMISSIONS,
	type Role,
	SCOPE_PERMISSIONS,
	SERVICE_PERMISSIONS,
	type Service,
	type TokenScope,
} from "./permissions";

/** A role on one account, or on all of them (`accountId` null). */
export type ActorRole = { role: Role; accountId: string | null };

export type Actor =
	| {
			kind: "person";
			id: string;
			name: string;
			email: string;
			roles: readonly ActorRole[];
			sessionId: string;
			authenticatedAt: Date;
	  }
	| {
			kind: "token";
			id: string;
			name: string;
			email: string;
			roles: readonly ActorRole[];
			tokenId: string;
			scopes: readonly TokenScope[];
	  }
	| { kind: "service"; id: Service; name: string };

/** Where a right applies: one account, any account the actor has, or all of them. */
export type Scope = { account: string } | "any" | "all";

const includes = <T>(list: readonly T[], value: T): boolean =>
	list.includes(value);

/** May this actor do this there? Missing means no. */
export function can(
	actor: Actor,
	permission: Permission,
	scope: Scope = "any",
): boolean {
	if (actor.kind === "service")
		return includes<Permission>(SERVICE_PERMISSIONS[actor.id], permission);
	if (
		actor.kind === "token" &&
		!actor.scopes.some((scope) =>
			includes<Permission>(SCOPE_PERMISSIONS[scope], permission),
		)
	)
		return false;
	return actor.roles.some(
		({ role, accountId }) =>
			includes<Permission>(ROLE_PERMISSIONS[role], permission) &&
			(accountId === null ||
				scope === "any" ||
				(scope !== "all" && scope.account === accountId)),
	);
}

/** The accounts that an actor may see: "all" or a list of ids. */
export function visibleAccounts(actor: Actor): "all" | readonly string[] {
	if (actor.kind === "service") return "all";
	const ids: string[] = [];
	for (const { accountId } of actor.roles) {
		if (accountId === null) return "all";
		ids.push(accountId);
	}
	return [...new Set(ids)];
}

export const serviceActor = (id: Service): Actor => ({
	kind: "service",
	id,
	name: id,
});

/** The person behind an actor; throws nothing, services have none. */
export const personIdOf = (actor: Actor): string | null =>
	actor.kind === "service" ? null : actor.id;
