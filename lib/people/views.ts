import { can, personIdOf } from "@/lib/auth/actor";
import { type Ctx, demandRead } from "@/lib/command";
import type { Db } from "@/lib/db/client";
import { isDemoDatabase, listTokenRows } from "@/lib/people/tokens/store";
import type { DemoPersonView, PersonView, TokenView } from "./model";
import {
	listApproverNames,
	listDemoRows,
	listPersonRows,
	type PersonRow,
} from "./store";

/** Everybody by name, for whoever may read; addresses only for those who manage people. */
export async function listPeople(ctx: Ctx): Promise<PersonView[]> {
	demandRead(ctx);
	const manages = can(ctx.actor, "people:manage", "all");
	const rows = await listPersonRows(ctx.db);
	return rows.map((row) => toView(row, manages || row.id === ctx.actor.id));
}

const toView = (row: PersonRow, withEmail: boolean): PersonView => ({
	id: row.id,
	name: row.name,
	email: withEmail ? row.email : null,
	demo: row.demo,
	disabledAt: row.disabledAt?.toISOString() ?? null,
	createdAt: row.createdAt.toISOString(),
	activeSince: row.activeSince.toISOString(),
	mustChangePassword: row.mustChangePassword,
	roles: row.roles.map(({ role, accountId, grantedBy, grantedAt }) => ({
		role,
		accountId,
		grantedBy,
		grantedAt: grantedAt.toISOString(),
	})),
});

/** One's own tokens; everybody's for those who manage people. Never a secret. */
export async function listTokens(ctx: Ctx): Promise<TokenView[]> {
	demandRead(ctx);
	const all = can(ctx.actor, "people:manage", "all");
	const whose = all ? "all" : personIdOf(ctx.actor);
	const rows = whose ? await listTokenRows(ctx.db, whose) : [];
	return rows.map((row) => ({
		id: row.id,
		personId: row.personId,
		personName: row.person.name,
		name: row.name,
		scopes: row.scopes,
		issuedBy: row.issuedBy,
		createdAt: row.createdAt.toISOString(),
		expiresAt: row.expiresAt.toISOString(),
		revokedAt: row.revokedAt?.toISOString() ?? null,
	}));
}

/** Everybody who may approve, by name: whom to tell when somebody's rights change. */
export function listApprovers(ctx: Ctx): Promise<string[]> {
	demandRead(ctx);
	return listApproverNames(ctx.db);
}

/** As the database says it, whatever the environment of the asking process says. */
export const inDemoMode = ({ db }: Ctx): Promise<boolean> => isDemoDatabase(db);

/** For the sign-in page, before anybody is signed in: nobody outside demo mode. */
export async function listDemoPeople(db: Db): Promise<DemoPersonView[]> {
	if (!(await isDemoDatabase(db))) return [];
	const rows = await listDemoRows(db);
	return rows.map(({ id, name, email, roles }) => ({
		id,
		name,
		email,
		roles: [...new Set(roles.map(({ role }) => role))],
	}));
}
