import type { Db, Tx } from "./client";

/** Are duties kept apart in this installation (R4)? */
export async function readSeparationOfDuties(
	db: Db | Tx,
): Promise<"enforced" | "off"> {
	const setting = await db.setting.findUniqueOrThrow({
		where: { id: 1 },
		select: { separationOfDuties: true },
	});
	return setting.separationOfDuties ? "enforced" : "off";
}
