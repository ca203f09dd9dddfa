import {
	confirmAutoClean,
	requestAutoClean,
} from "@/lib/accounts/policy/commands";
import { type Actor, serviceActor } from "@/lib/auth/actor";
import type { Role, Service } from "@/lib/auth/permissions";
import type { Ctx } from "@/lib/command";
import { newId } from "@/lib/core/ids";
import { addMs, DAY } from "@/lib/core/time";
import { createDb, type Db } from "@/lib/db/client";
import { appNow } from "@/lib/db/clock";
import type { Prisma } from "@/lib/db/generated/client";
import { createTestDatabase } from "@/lib/db/testing/database";

/** A migrated database of the test's own, with ways to put people and accounts into it. */
export type World = {
	/** As the application role. */
	db: Db;
	/** As the owner: may move the clock and tamper. */
	owner: Db;
	/** For what opens the database by itself: a worker, the command line. */
	urls: { appUrl: string; ownerUrl: string };
	person: (roles: readonly Role[], options?: PersonOptions) => Promise<Ctx>;
	as: (actor: Actor) => Ctx;
	service: (id: Service) => Ctx;
	account: (change?: AccountRow) => Promise<string>;
	/** Switches auto-clean on, as its two people do. */
	autoClean: (accountId: string) => Promise<void>;
	/** Moves the clock that decides. */
	advance: (ms: number) => Promise<void>;
	now: () => Promise<Date>;
	/** How many audit events there are of an action. */
	audited: (action: string) => Promise<number>;
	drop: () => Promise<void>;
};

type AccountRow = Partial<Prisma.AccountUncheckedCreateInput>;
type PersonOptions = { accountId?: string; since?: Date; name?: string };

let serial = 0;

export async function createWorld(): Promise<World> {
	const database = await createTestDatabase();
	const db = createDb(database.appUrl);
	const owner = createDb(database.ownerUrl, { poolSize: 4 });
	const as = (actor: Actor): Ctx => ({
		db,
		actor,
		trace: newId(),
		address: null,
	});
	const person: World["person"] = async (roles, options = {}) =>
		as(await insertPerson(owner, roles, options));
	return {
		db,
		owner,
		urls: { appUrl: database.appUrl, ownerUrl: database.ownerUrl },
		as,
		service: (id) => as(serviceActor(id)),
		person,
		account: (change = {}) => insertAccount(owner, change),
		autoClean: async (accountId) => {
			const [asker, confirmer] = [
				await person(["owner"]),
				await person(["compliance"]),
			];
			const request = { accountId, reason: "a test" };
			const { requestId } = await requestAutoClean(asker, request);
			await confirmAutoClean(confirmer, { requestId });
		},
		advance: async (ms) => {
			await owner.$executeRaw`UPDATE test_clock SET offset_ms = offset_ms + ${ms}::bigint`;
		},
		now: () => appNow(db),
		audited: (action) => db.auditEvent.count({ where: { action } }),
		drop: async () => {
			await Promise.all([db.$disconnect(), owner.$disconnect()]);
			await database.drop();
		},
	};
}

async function insertPerson(
	owner: Db,
	roles: readonly Role[],
	options: PersonOptions,
): Promise<Actor> {
	const now = await appNow(owner);
	const since = options.since ?? addMs(now, -DAY);
	const id = newId();
	const name = options.name ?? `${roles.join("+")} ${++serial}`;
	const email = `${id}@example.test`;
	const accountId = options.accountId ?? null;
	await owner.person.create({
		data: {
			id,
			name,
			email,
			createdAt: since,
			roles: {
				create: roles.map((role) => ({
					id: newId(),
					role,
					accountId,
					grantedBy: "test",
					grantedAt: since,
				})),
			},
		},
	});
	return {
		kind: "person",
		id,
		name,
		email,
		roles: roles.map((role) => ({ role, accountId })),
		sessionId: newId(),
		authenticatedAt: now,
	};
}

async function insertAccount(owner: Db, change: AccountRow): Promise<string> {
	const id = newId();
	const n = ++serial;
	await owner.account.create({
		data: {
			id,
			handle: `test_${n}_${id.slice(-6)}`,
			igUserId: `1784140000${String(n).padStart(4, "0")}${id.slice(-3)}`,
			name: `Test account ${n}`,
			timeZone: "Europe/Berlin",
			slots: ["09:30", "13:00", "18:00"],
			brand: {
				name: "Acme",
				tone: "plain",
				niche: "productivity",
				palette: {
					background: "#101418",
					foreground: "#f5f5f5",
					accent: "#5b8cff",
				},
				bannedWords: [],
				bannedClaims: [],
				allowedLinkHosts: [],
				language: "en",
			},
			createdAt: await appNow(owner),
			...change,
		},
	});
	return id;
}
