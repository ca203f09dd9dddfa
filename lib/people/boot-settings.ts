import { z } from "zod";
import type { AuditEvent } from "@/lib/audit/event";
import { type Ctx, command } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { isNonEmpty } from "@/lib/core/non-empty";
import type { Db } from "@/lib/db/client";
import {
	type BootSettings,
	canRewriteAudit,
	loadBootSettings,
	saveBootSettings,
} from "./store-setting";

const SUBJECT = { type: "setting", id: "1" } as const;
const ACTIONS = {
	separationOfDuties: "duties.set",
	demo: "demo.seed",
	auditProtection: "audit.protection",
} as const;
const NAMES = ["separationOfDuties", "demo", "auditProtection"] as const;

const writeSettings = command({
	permission: "integration:manage",
	input: z.object({
		separationOfDuties: z.boolean(),
		demo: z.boolean(),
		auditProtection: z.enum(["strong", "weak"]),
	}),
	scope: () => "all",
	run: async ({ tx }, settings) => {
		const before = await loadBootSettings(tx);
		await saveBootSettings(tx, settings);
		const audit = NAMES.filter((name) => before[name] !== settings[name]).map(
			(name): AuditEvent => ({
				action: ACTIONS[name],
				subject: SUBJECT,
				before: { [name]: before[name] },
				after: { [name]: settings[name] },
			}),
		);
		if (!isNonEmpty(audit))
			throw new AppError("conflict", "the settings stand already");
		return { value: undefined, audit };
	},
});

/**
 * Writes what the environment says at boot, each change audited, where it differs from what stands.
 * @param owner a context on the owner's connection; the application's has no right to this
 * @param app the application's connection, which is asked what it could do to the audit log
 */
export async function applyBootSettings(
	owner: Ctx,
	app: Db,
	wanted: Omit<BootSettings, "auditProtection">,
): Promise<BootSettings> {
	const settings: BootSettings = {
		...wanted,
		auditProtection: (await canRewriteAudit(app)) ? "weak" : "strong",
	};
	const before = await loadBootSettings(owner.db);
	if (NAMES.some((name) => before[name] !== settings[name]))
		await writeSettings(owner, settings);
	return settings;
}
