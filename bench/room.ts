import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { addAccount } from "@/lib/accounts/commands";
import { serviceActor } from "@/lib/auth/actor";
import type { Service } from "@/lib/auth/permissions";
import type { Ctx } from "@/lib/command";
import { installDefaults } from "@/lib/content/install-defaults";
import { newId } from "@/lib/core/ids";
import { createDb } from "@/lib/db/client";
import { cloneTemplate, type TestDatabase } from "@/lib/db/testing/database";
import type { TestServer } from "@/lib/db/testing/template";

/** An installation of a benchmark's own. */
export type Room = {
	database: TestDatabase;
	folder: string;
	as: (service: Service) => Ctx;
	/** The same, with the rights of the database's owner. */
	asOwner: (service: Service) => Ctx;
	/** Plain connections as the application, for baselines. */
	pool: pg.Pool;
	accountId: string;
	close: () => Promise<void>;
};

/** A clone of the template with the defaults and one account, whose source is a feed of its own. */
export async function openRoom(server: TestServer): Promise<Room> {
	const database = await cloneTemplate(server);
	const db = createDb(database.appUrl, { poolSize: 16 });
	const owner = createDb(database.ownerUrl, { poolSize: 2 });
	const pool = new pg.Pool({ connectionString: database.appUrl, max: 16 });
	const folder = mkdtempSync(join(tmpdir(), "signalbox-bench-"));
	const ctx = (on: typeof db, service: Service): Ctx => ({
		db: on,
		actor: serviceActor(service),
		trace: newId(),
		address: null,
	});
	const setup = ctx(db, "setup");
	await installDefaults(setup);
	const { accountId } = await addAccount(setup, {
		handle: "bench",
		igUserId: "17841400000000001",
		name: "Bench",
		timeZone: "Europe/Berlin",
		slots: ["09:30", "13:00", "18:00"],
		brand: { name: "Bench", niche: "ai productivity" },
	});
	return {
		...{ database, folder, pool, accountId },
		as: (service) => ctx(db, service),
		asOwner: (service) => ctx(owner, service),
		close: async () => {
			await Promise.all([db.$disconnect(), owner.$disconnect(), pool.end()]);
			await database.drop();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
