import type { Db, Tx } from "@/lib/db/client";

export type BootSettings = {
	separationOfDuties: boolean;
	demo: boolean;
	auditProtection: "strong" | "weak";
};

export async function loadBootSettings(
	db: Db | Tx,
): Promise<
	Omit<BootSettings, "auditProtection"> & { auditProtection: string }
> {
	return db.setting.findUniqueOrThrow({
		where: { id: 1 },
		select: { separationOfDuties: true, demo: true, auditProtection: true },
	});
}

/** Needs the owner's rights: the application may not switch duties off for itself (R4). */
export async function saveBootSettings(
	tx: Tx,
	settings: BootSettings,
): Promise<void> {
	await tx.setting.update({ where: { id: 1 }, data: settings });
}

/**
 * May this connection, as the user it logged in with or the role it took, change what was logged?
 * One that can take the owner's role could switch the triggers off.
 */
export async function canRewriteAudit(db: Db): Promise<boolean> {
	const rows = await db.$queryRaw<{ can: boolean }[]>`
		SELECT has_table_privilege(session_user, 'audit_event', 'UPDATE, DELETE, TRUNCATE')
			OR has_table_privilege(current_user, 'audit_event', 'UPDATE, DELETE, TRUNCATE')
			OR pg_has_role(session_user, relowner, 'MEMBER') AS can
		FROM pg_class WHERE oid = 'audit_event'::regclass`;
	return rows[0]?.can ?? true;
}
