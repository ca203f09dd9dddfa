import type { Actor } from "@/lib/auth/actor";
import { serviceActor } from "@/lib/auth/actor";
import type { Role, Service } from "@/lib/auth/permissions";
import type { Ctx } from "@/lib/command";
import { newId } from "@/lib/core/ids";
import { createDb, type Db } from "@/lib/db/client";
import { createTestDatabase } from "@/lib/db/testing/database";

/** A test file's own database, with people and services to act in it. */
export type ChannelStage = {
	db: Db;
	/** The owner's connection, to set the test clock or to look behind the guards. */
	owner: Db;
	as: (service: Service) => Ctx;
	/** A stored person with one role everywhere (or nowhere), freshly authenticated. */
	person: (role: Role | null, name?: string) => Promise<Ctx>;
	audited: (action: string) => Promise<number>;
	/** Moves the clock that decides, forward. */
	advance: (ms: number) => Promise<void>;
	close: () => Promise<void>;
};

export async function openChannelStage(): Promise<ChannelStage> {
	const database = await createTestDatabase();
	const db = createDb(database.appUrl, { role: "signalbox_app" });
	const owner = createDb(database.ownerUrl, { poolSize: 2 });
	const ctxOf = (actor: Actor): Ctx => ({
		db,
		actor,
		trace: newId(),
		address: null,
	});
	return {
		db,
		owner,
		as: (service) => ctxOf(serviceActor(service)),
		person: async (role, name = role ?? "nobody") =>
			ctxOf(await addTestPerson(owner, role, name)),
		audited: (action) => db.auditEvent.count({ where: { action } }),
		advance: async (ms) => {
			await owner.testClock.update({
				where: { id: 1 },
				data: { offsetMs: { increment: ms } },
			});
		},
		close: async () => {
			await db.$disconnect();
			await owner.$disconnect();
			await database.drop();
		},
	};
}

async function addTestPerson(
	owner: Db,
	role: Role | null,
	name: string,
): Promise<Actor> {
	const id = newId();
	const email = `${id}@example.org`;
	const [at] = await owner.$queryRaw<{ now: Date }[]>`SELECT app_now() AS now`;
	if (!at) throw new Error("app_now() gave no time");
	const { now } = at;
	await owner.person.create({ data: { id, email, name, createdAt: now } });
	if (role)
		await owner.roleGrant.create({
			data: {
				id: newId(),
				personId: id,
				role,
				grantedBy: "test",
				grantedAt: now,
			},
		});
	return {
		kind: "person",
		id,
		name,
		email,
		roles: role ? [{ role, accountId: null }] : [],
		sessionId: newId(),
		authenticatedAt: now,
	};
}
