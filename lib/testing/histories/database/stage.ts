import type { Ctx } from "@/lib/command";
import { addMs, DAY } from "@/lib/core/time";
import { openIncident } from "@/lib/incidents/incident/commands-open";
import { freezeClock } from "@/lib/testing/frozen-clock";
import { createWorld, type World } from "@/lib/testing/world";

/** A database whose clock stands still between steps, so that a history meets every boundary to the instant. */
export type DatabaseStage = {
	world: World;
	/** An administrator who has just signed in. */
	admin: (now: Date) => Ctx;
	/** An open incident of every account. */
	incidentNumber: number;
	/** Sets the clock, and lets these workers beat. */
	setClock: (now: Date, beating: readonly string[]) => Promise<void>;
	/** A time at which nothing of an earlier history counts any more. */
	clear: () => Promise<Date>;
};

const EPOCH = new Date("2026-11-23T08:00:00Z");

/** Longer than any window or policy hold of a history. */
const APART = 5 * DAY;

export async function createDatabaseStage(): Promise<DatabaseStage> {
	const world = await createWorld();
	const { owner } = world;
	await freezeClock(owner, EPOCH);
	const admin = await world.person(["admin"]);
	const incident = await openIncident(world.service("worker"), {
		accountId: null,
		title: "A drill",
		severity: 3,
	});
	const setClock: DatabaseStage["setClock"] = async (now, beating) => {
		const offsetMs = now.getTime() - EPOCH.getTime();
		await owner.$executeRaw`
			WITH moved AS (UPDATE test_clock SET offset_ms = ${offsetMs}::bigint)
			UPDATE worker_heartbeat SET beat_at = ${now} WHERE id = ANY (${[...beating]}::uuid[])`;
	};
	return {
		world,
		admin: (now) => ({
			...admin,
			actor:
				admin.actor.kind === "person"
					? { ...admin.actor, authenticatedAt: now }
					: admin.actor,
		}),
		incidentNumber: incident.number,
		setClock,
		clear: async () => {
			const next = addMs(await world.now(), APART);
			await setClock(next, []);
			await owner.halt.updateMany({
				where: { liftedAt: null },
				data: { liftedAt: next, liftedBy: "test", liftedReason: "the next" },
			});
			await owner.publishBudget.updateMany({ data: { failures: 0 } });
			await owner.workerHeartbeat.deleteMany();
			return next;
		},
	};
}
