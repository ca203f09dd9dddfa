/** Who may do what: the table of product.md, one row a role. */
export const ROLES = [
	"viewer",
	"operator",
	"owner",
	"compliance",
	"admin",
] as const;
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = [
	"read",
	"run:start",
	"run:advance",
	"post:edit",
	"post:publish",
	"post:decide",
	"incident:manage",
	"checklist:confirm",
	"window:request",
	"window:close",
	"halt:set",
	"halt:lift-operational",
	"halt:lift-policy",
	"grant:autonomous",
	"grant:approval",
	"hold:set",
	"policy:set",
	"policy:tighten",
	"quarantine:set",
	"quarantine:lift",
	"moderation:manage",
	"strategy:manage",
	"source:manage",
	"signoff",
	"people:manage",
	"account:manage",
	"integration:manage",
	"self:manage",
	"audit:export",
	"telemetry:write",
	"clock:advance",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const WORK = [
	"read",
	"self:manage",
	"audit:export",
	"run:start",
	"run:advance",
	"post:edit",
	"post:decide",
	"incident:manage",
	"checklist:confirm",
	"window:request",
	"window:close",
	"halt:set",
	"policy:tighten",
] as const satisfies readonly Permission[];

export const ROLE_PERMISSIONS = {
	viewer: ["read", "self:manage"],
	operator: [...WORK, "signoff"],
	owner: [
		...WORK,
		"signoff",
		"grant:autonomous",
		"policy:set",
		"halt:lift-operational",
		"strategy:manage",
		"source:manage",
	],
	compliance: [
		"read",
		"self:manage",
		"audit:export",
		"post:decide",
		"window:request",
		"window:close",
		"halt:set",
		"halt:lift-policy",
		"grant:approval",
		"hold:set",
		"policy:set",
		"policy:tighten",
		"quarantine:set",
		"quarantine:lift",
		"moderation:manage",
	],
	admin: [
		"read",
		"self:manage",
		"audit:export",
		"people:manage",
		"account:manage",
		"integration:manage",
	],
} as const satisfies Record<Role, readonly Permission[]>;

/** Services are actors with a small grant, never a bypass. */
export const SERVICES = ["cli", "worker", "setup", "web"] as const;
export type Service = (typeof SERVICES)[number];

export const SERVICE_PERMISSIONS = {
	cli: [
		"read",
		"run:start",
		"run:advance",
		"post:publish",
		"window:close",
		"halt:set",
		"audit:export",
		"telemetry:write",
		"people:manage",
		"account:manage",
		"source:manage",
		"clock:advance",
	],
	worker: [
		"read",
		"run:start",
		"run:advance",
		"post:publish",
		"telemetry:write",
		"incident:manage",
		"halt:set",
	],
	setup: [
		"read",
		"people:manage",
		"account:manage",
		"source:manage",
		"strategy:manage",
		"moderation:manage",
		"integration:manage",
		"telemetry:write",
	],
	/** Names who refused a caller that nobody knows. */
	web: [],
} as const satisfies Record<Service, readonly Permission[]>;

/** Scopes of a personal access token; the last three only when asked for by name. */
export const SCOPES = [
	"read",
	"work",
	"govern",
	"approve",
	"signoff",
	"admin",
] as const;
export type Scope = (typeof SCOPES)[number];

export const SCOPE_PERMISSIONS = {
	read: ["read", "audit:export"],
	work: [
		"read",
		"run:start",
		"run:advance",
		"post:edit",
		"incident:manage",
		"checklist:confirm",
		"window:request",
		"window:close",
		"halt:set",
		"policy:tighten",
		"source:manage",
		"strategy:manage",
	],
	govern: [
		"read",
		"window:request",
		"window:close",
		"halt:set",
		"halt:lift-operational",
		"halt:lift-policy",
		"grant:autonomous",
		"grant:approval",
		"hold:set",
		"policy:set",
		"policy:tighten",
		"quarantine:set",
		"quarantine:lift",
		"moderation:manage",
	],
	approve: ["read", "post:decide"],
	signoff: ["read", "signoff"],
	admin: ["read", "people:manage", "account:manage", "integration:manage"],
} as const satisfies Record<Scope, readonly Permission[]>;

/** Acts that ask for authentication again (5 min of grace). */
export const SENSITIVE: readonly Permission[] = [
	"grant:autonomous",
	"grant:approval",
	"policy:set",
	"post:decide",
	"halt:lift-operational",
	"halt:lift-policy",
	"quarantine:lift",
	"signoff",
	"people:manage",
];
