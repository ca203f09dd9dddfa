import { serviceActor } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/command";
import { installDefaults } from "@/lib/content/install-defaults";
import { newId } from "@/lib/core/ids";
import { createDb, type Db } from "@/lib/db/client";
import { applyBootSettings } from "@/lib/people/boot-settings";

const setupCtx = (db: Db): Ctx => ({
	db,
	actor: serviceActor("setup"),
	trace: newId(),
	address: null,
});

/** A database that no server has started on yet gets what the first start would give it: defaults and boot settings. */
export async function prepareFirstUse(
	app: Db,
	boot: { ownerUrl: string; separationOfDuties: boolean; demo: boolean },
): Promise<void> {
	const { installed } = await installDefaults(setupCtx(app));
	if (!installed) return;
	const { ownerUrl, ...wanted } = boot;
	const owner = createDb(ownerUrl, { poolSize: 1 });
	try {
		await applyBootSettings(setupCtx(owner), app, wanted);
	} finally {
		await owner.$disconnect();
	}
}
