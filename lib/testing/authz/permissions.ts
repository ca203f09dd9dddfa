import type { Role, Service, TokenScope } from "@/lib/auth/permissions";
import { columns, words } from "./columns";

/**
 * Who holds which permission, written from product.md ("Who may do what") and not from the code:
 * v o w c a are viewer, operator, owner, compliance and admin; `again` asks for the password once more.
 */
const TABLE = `
permission            | roles     | services         | scopes                                  |
read                  | v o w c a | cli worker setup | read work govern approve signoff admin  |
self:manage           | v o w c a |                  |                                         |
audit:export          | o w c a   | cli              | read                                    |
run:start             | o w       | cli worker       | work                                    |
run:advance           | o w       | cli worker       | work                                    |
post:edit             | o w       |                  | work                                    |
post:publish          |           | cli worker       |                                         |
post:decide           | o w c     |                  | approve                                 | again
incident:manage       | o w       | worker           | work                                    |
checklist:confirm     | o w       |                  | work                                    |
window:request        | o w c     |                  | work govern                             |
window:close          | o w c     | cli              | work govern                             |
halt:set              | o w c     | cli worker       | work govern                             |
halt:lift-operational | w         |                  | govern                                  | again
halt:lift-policy      | c         |                  | govern                                  | again
grant:autonomous      | w         |                  | govern                                  | again
grant:approval        | c         |                  | govern                                  | again
hold:set              | c         |                  | govern                                  |
hold:shorten          | w c       |                  | govern                                  | again
glass:break           | w c       |                  | govern                                  | again
glass:review          | w c       |                  | govern                                  | again
budget:set            | w         | cli worker       | govern                                  |
budget:raise          | w         | worker           | govern                                  | again
policy:set            | w c       |                  | govern                                  | again
policy:tighten        | o w c     |                  | work govern                             |
quarantine:set        | c         |                  | govern                                  |
quarantine:lift       | c         |                  | govern                                  | again
moderation:manage     | c         | setup            | govern                                  |
strategy:manage       | w         | setup            | work                                    |
source:manage         | w         | cli setup        | work                                    |
signoff               | o w       |                  | signoff                                 | again
people:manage         | a         | cli setup        | admin                                   | again
account:manage        | a         | cli setup        | admin                                   |
integration:manage    | a         | setup            | admin                                   |
telemetry:write       |           | cli worker setup |                                         |
clock:advance         |           | cli              |                                         |
`;

const ROLE_OF: Record<string, Role> = {
	v: "viewer",
	o: "operator",
	w: "owner",
	c: "compliance",
	a: "admin",
};

/** Those who hold every one of them. */
export function holdersOf(permissions: readonly string[]): Holders {
	const [first, ...others] = permissions.map((permission) => {
		const holders = HOLDERS.get(permission);
		if (!holders) throw new Error(`there is no permission ${permission}`);
		return holders;
	});
	if (!first) throw new Error("a row needs a permission");
	return others.reduce(
		(so, more) => ({
			roles: so.roles.filter((role) => more.roles.includes(role)),
			services: so.services.filter((id) => more.services.includes(id)),
			scopes: so.scopes.filter((scope) => more.scopes.includes(scope)),
			again: so.again || more.again,
		}),
		first,
	);
}

export type Holders = {
	roles: readonly Role[];
	services: readonly Service[];
	scopes: readonly TokenScope[];
	again: boolean;
};

export const HOLDERS: ReadonlyMap<string, Holders> = new Map(
	columns(TABLE).map(([permission = "", roles, services, scopes, again]) => [
		permission,
		{
			roles: words(roles).flatMap((letter) => ROLE_OF[letter] ?? []),
			services: words(services) as Service[],
			scopes: words(scopes) as TokenScope[],
			again: again === "again",
		},
	]),
);
