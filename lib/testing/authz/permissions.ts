import type {
	Permission,
	Role,
	Service,
	TokenScope,
} from "@/lib/auth/permissions";

export type Holders = {
	roles: readonly Role[];
	services?: readonly Service[];
	scopes?: readonly TokenScope[];
	/** Asks for the password once more. */
	again?: true;
};

/** Who holds which permission, written from docs/rules.md ("Who may do what") and not from the code. */
export const HOLDERS: Readonly<Record<Permission, Holders>> = {
	read: {
		roles: ["viewer", "operator", "owner", "compliance", "admin"],
		services: ["cli", "worker", "setup"],
		scopes: ["read", "work", "govern", "approve", "signoff", "admin"],
	},
	"self:manage": {
		roles: ["viewer", "operator", "owner", "compliance", "admin"],
	},
	"audit:export": {
		roles: ["operator", "owner", "compliance", "admin"],
		services: ["cli"],
		scopes: ["read"],
	},
	"run:start": {
		roles: ["operator", "owner"],
		services: ["cli", "worker"],
		scopes: ["work"],
	},
	"run:advance": {
		roles: ["operator", "owner"],
		services: ["cli", "worker"],
		scopes: ["work"],
	},
	"post:edit": { roles: ["operator", "owner"], scopes: ["work"] },
	"post:publish": { roles: [], services: ["cli", "worker"] },
	"post:decide": {
		roles: ["operator", "owner", "compliance"],
		scopes: ["approve"],
		again: true,
	},
	"incident:manage": {
		roles: ["operator", "owner"],
		services: ["worker"],
		scopes: ["work"],
	},
	"checklist:confirm": { roles: ["operator", "owner"], scopes: ["work"] },
	"window:request": {
		roles: ["operator", "owner", "compliance"],
		scopes: ["work", "govern"],
	},
	"window:close": {
		roles: ["operator", "owner", "compliance"],
		services: ["cli"],
		scopes: ["work", "govern"],
	},
	"halt:set": {
		roles: ["operator", "owner", "compliance"],
		services: ["cli", "worker"],
		scopes: ["work", "govern"],
	},
	"halt:lift-operational": {
		roles: ["owner"],
		scopes: ["govern"],
		again: true,
	},
	"halt:lift-policy": {
		roles: ["compliance"],
		scopes: ["govern"],
		again: true,
	},
	"grant:autonomous": { roles: ["owner"], scopes: ["govern"], again: true },
	"grant:approval": { roles: ["compliance"], scopes: ["govern"], again: true },
	"hold:set": { roles: ["compliance"], scopes: ["govern"] },
	"hold:shorten": {
		roles: ["owner", "compliance"],
		scopes: ["govern"],
		again: true,
	},
	"glass:break": {
		roles: ["owner", "compliance"],
		scopes: ["govern"],
		again: true,
	},
	"glass:review": {
		roles: ["owner", "compliance"],
		scopes: ["govern"],
		again: true,
	},
	"budget:set": {
		roles: ["owner"],
		services: ["cli", "worker"],
		scopes: ["govern"],
	},
	"budget:raise": {
		roles: ["owner"],
		services: ["worker"],
		scopes: ["govern"],
		again: true,
	},
	"policy:set": {
		roles: ["owner", "compliance"],
		scopes: ["govern"],
		again: true,
	},
	"policy:tighten": {
		roles: ["operator", "owner", "compliance"],
		scopes: ["work", "govern"],
	},
	"quarantine:set": { roles: ["compliance"], scopes: ["govern"] },
	"quarantine:lift": { roles: ["compliance"], scopes: ["govern"], again: true },
	"moderation:manage": {
		roles: ["compliance"],
		services: ["setup"],
		scopes: ["govern"],
	},
	"strategy:manage": {
		roles: ["owner"],
		services: ["setup"],
		scopes: ["work"],
	},
	"source:manage": {
		roles: ["owner"],
		services: ["cli", "setup"],
		scopes: ["work"],
	},
	signoff: { roles: ["operator", "owner"], scopes: ["signoff"], again: true },
	"people:manage": {
		roles: ["admin"],
		services: ["cli", "setup"],
		scopes: ["admin"],
		again: true,
	},
	"account:manage": {
		roles: ["admin"],
		services: ["cli", "setup"],
		scopes: ["admin"],
	},
	"integration:manage": {
		roles: ["admin"],
		services: ["setup"],
		scopes: ["admin"],
	},
	"telemetry:write": { roles: [], services: ["cli", "worker", "setup"] },
	"clock:advance": { roles: [], services: ["cli"] },
};

const both = <T>(some: readonly T[] = [], others: readonly T[] = []): T[] =>
	some.filter((one) => others.includes(one));

/** Those who hold every one of them. */
export const holdersOf = (
	permissions: readonly Permission[],
): Required<Omit<Holders, "again">> & { again: boolean } => {
	const held = permissions.map((permission) => HOLDERS[permission]);
	const [first, ...others] = held;
	if (!first) throw new Error("a row needs a permission");
	return {
		roles: others.reduce((so, { roles }) => both(so, roles), [...first.roles]),
		services: others.reduce(
			(so, { services }) => both(so, services),
			[...(first.services ?? [])],
		),
		scopes: others.reduce(
			(so, { scopes }) => both(so, scopes),
			[...(first.scopes ?? [])],
		),
		again: held.some(({ again }) => again === true),
	};
};
