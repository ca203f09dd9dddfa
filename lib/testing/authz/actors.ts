import type { Actor } from "@/lib/auth/actor";
import {
	ROLES,
	SCOPES,
	SERVICES,
	type TokenScope,
} from "@/lib/auth/permissions";
import { newId } from "@/lib/core/ids";
import type { World } from "@/lib/testing/world";
import type { Row } from "./row";

/** Somebody at the door, and whether a row of the table lets them in. */
export type Caller = {
	name: string;
	actor: Actor;
	may: (row: Row) => boolean;
	/** Their roles reach none of the account that the acts are about. */
	elsewhere: boolean;
};

type Reach = "own" | "all" | "other";

const reaches = ({ where }: Row, reach: Reach): boolean =>
	reach === "all" ||
	where === "any" ||
	(where === "account" && reach === "own");

/** Each role in each place, nobody, every service, and tokens by scope and by role. */
export async function createCallers(
	world: World,
	accounts: { own: string; other: string },
): Promise<Caller[]> {
	const scopeOf = { own: accounts.own, other: accounts.other, all: null };
	const callers: Caller[] = [];
	for (const reach of ["own", "all", "other"] as const) {
		const accountId = scopeOf[reach];
		const where = accountId === null ? {} : { accountId };
		for (const role of ROLES) {
			const { actor } = await world.person([role], where);
			callers.push({
				name: `${role} on ${reach}`,
				actor,
				elsewhere: reach === "other",
				may: (row) => row.may.roles.includes(role) && reaches(row, reach),
			});
			if (reach !== "own") continue;
			callers.push({
				name: `token of ${role} on own`,
				actor: tokenOf(actor, SCOPES),
				elsewhere: false,
				may: (row) =>
					row.may.roles.includes(role) &&
					row.may.scopes.length > 0 &&
					reaches(row, reach),
			});
		}
	}
	const { actor: everyone } = await world.person(ROLES);
	for (const scope of SCOPES)
		callers.push({
			name: `token for ${scope}`,
			actor: tokenOf(everyone, [scope]),
			elsewhere: false,
			may: ({ may }) => may.scopes.includes(scope) && may.roles.length > 0,
		});
	for (const service of SERVICES)
		callers.push({
			name: `the service ${service}`,
			actor: world.service(service).actor,
			elsewhere: service === "web",
			may: ({ may }) => may.services.includes(service),
		});
	const { actor: nobody } = await world.person([]);
	callers.push({
		name: "nobody",
		actor: nobody,
		elsewhere: true,
		may: () => false,
	});
	return callers;
}

function tokenOf(actor: Actor, scopes: readonly TokenScope[]): Actor {
	if (actor.kind !== "person") throw new Error("a token belongs to a person");
	const { id, name, email, roles } = actor;
	return { kind: "token", id, name, email, roles, scopes, tokenId: newId() };
}

/** Somebody with every role everywhere, who last gave their password so long ago. */
export async function signedInAgo(world: World, agoMs: number): Promise<Actor> {
	const { actor } = await world.person(ROLES);
	if (actor.kind !== "person") throw new Error("a person was made");
	const authenticatedAt = new Date((await world.now()).getTime() - agoMs);
	return { ...actor, authenticatedAt };
}
