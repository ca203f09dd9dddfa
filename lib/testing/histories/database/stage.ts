import { serviceActor } from "@/lib/auth/actor";
import type { Service } from "@/lib/auth/permissions";
import type { Ctx } from "@/lib/command";
import { newId } from "@/lib/core/ids";
import { openIncident } from "@/lib/incidents/incident/commands-open";
import { freezeClock } from "@/lib/testing/frozen-clock";
import { ACCOUNTS, CAST } from "@/lib/testing/histories/steps/cast";
import { createWorld, type World } from "@/lib/testing/world";
import { type BacktrackingDb, openBacktracking } from "./backtracking";
import { createReading, type Reading } from "./reading";

/** A database whose clock stands still between steps, so that a history meets every boundary to the instant. */
export type DatabaseStage = BacktrackingDb & {
	reading: Reading;
	service: (id: Service) => Ctx;
	/** An administrator who has just signed in. */
	admin: (now: Date) => Ctx;
	accounts: string[];
	people: string[];
	/** An open incident of every account. */
	incidentNumber: number;
	/** Sets the clock, and lets these workers beat. */
	setClock: (now: Date, beating: readonly string[]) => Promise<void>;
	drop: () => Promise<void>;
};

export const EPOCH = new Date("2026-11-23T08:00:00Z");

async function createCast(world: World) {
	const accounts: string[] = [];
	for (const _ of ACCOUNTS) accounts.push(await world.account());
	const people: string[] = [];
	for (const roles of CAST) {
		const place = roles[0]?.place ?? "all";
		const accountId = place === "all" ? undefined : accounts[place];
		const { actor } = await world.person(
			roles.map(({ role }) => role),
			accountId ? { accountId } : {},
		);
		people.push(actor.id);
	}
	return { accounts, people };
}

/**
 * Lets the application move the clock. What a guard asks of the transaction it asks of the instant here, where there
 * is but one transaction and the clock moves with every step.
 */
const PRELUDE = [
	"GRANT UPDATE ON test_clock TO signalbox_app",
	`DO $$ BEGIN
		EXECUTE replace(pg_get_functiondef('account_policy_confirmed'::regproc),
			'xmin = pg_current_xact_id()::xid', 'decided_at = app_now()');
	END $$`,
];

export async function createDatabaseStage(): Promise<DatabaseStage> {
	const world = await createWorld();
	await freezeClock(world.owner, EPOCH);
	for (const sql of PRELUDE) await world.owner.$executeRawUnsafe(sql);
	const admin = await world.person(["admin"]);
	const incident = await openIncident(world.service("worker"), {
		accountId: null,
		title: "A drill",
		severity: 3,
	});
	const cast = await createCast(world);
	const backtracking = openBacktracking(world.urls.appUrl);
	const { db, mark, backtrack } = backtracking;
	const reading = createReading(db);
	return {
		...cast,
		db,
		reading,
		mark,
		backtrack: async () => {
			await backtrack();
			reading.begin();
		},
		service: (id) => ({
			db,
			actor: serviceActor(id),
			trace: newId(),
			address: null,
		}),
		admin: (now) => ({
			...admin,
			db,
			actor:
				admin.actor.kind === "person"
					? { ...admin.actor, authenticatedAt: now }
					: admin.actor,
		}),
		incidentNumber: incident.number,
		setClock: async (now, beating) => {
			const offsetMs = now.getTime() - EPOCH.getTime();
			await db.$executeRaw`
				WITH moved AS (UPDATE test_clock SET offset_ms = ${offsetMs}::bigint)
				UPDATE worker_heartbeat SET beat_at = ${now} WHERE id = ANY (${[...beating]}::uuid[])`;
		},
		drop: async () => {
			await db.$disconnect();
			await world.drop();
		},
	};
}
