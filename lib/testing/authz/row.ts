import type { Permission } from "@/lib/auth/permissions";
import { holdersOf } from "./permissions";

export type Where = "account" | "all" | "any";

/**
 * What the guard alone does not say: `setup` is the only actor, only a `person`, with the password `again`, or somebody
 * of another account is told that there is nothing (`hidden`).
 */
type Note = "setup" | "person again" | "hidden";

export type Row = ReturnType<typeof row>;

/** A case of the matrix: domain and name (a second word tells its cases apart), each permission it needs, and where. */
export function row(
	id: string,
	needed: Permission | readonly Permission[],
	where: Where,
	note?: Note,
) {
	const permissions = [needed].flat();
	return {
		id,
		act: id.split(" ")[0] ?? "",
		permissions,
		where,
		others: note === "hidden" ? ("hidden" as const) : ("forbidden" as const),
		may: narrow(holdersOf(permissions), note),
		/** Not the guard alone decides: a refusal after it is not recorded. */
		narrowed: note !== undefined,
	};
}

type Holders = ReturnType<typeof holdersOf>;

function narrow(holders: Holders, note: Note | undefined): Holders {
	if (note === "setup")
		return { roles: [], services: ["setup"], scopes: [], again: false };
	return note === "person again"
		? { ...holders, services: [], scopes: [], again: true }
		: holders;
}
