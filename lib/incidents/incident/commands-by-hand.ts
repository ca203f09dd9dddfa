import { z } from "zod";
import type { AuditEvent } from "@/lib/audit/event";
import { command } from "@/lib/command";
import { AUDIT_CAUSE, GLASS_CAUSE } from "@/lib/incidents/causes";
import { Evidence, IncidentSeverity, Title } from "@/lib/incidents/model";
import { assignIncident, setIncidentEta } from "./commands-care";
import { openIncident } from "./commands-open";
import { EtaInput } from "./eta";

/** Opened by hand, mildly and ahead of time, these would keep the alarm that watches people silent. */
const WATCHED: readonly string[] = [AUDIT_CAUSE, GLASS_CAUSE];

/** A person opens an incident and says at once whose it is and until when; all of it or nothing. */
export const openByHand = command({
	permission: "incident:manage",
	input: z.object({
		accountId: z.uuid().nullable(),
		title: Title,
		severity: IncidentSeverity,
		/** The cause, where a number shows it; else the title is. */
		dedupeKey: z
			.string()
			.min(1)
			.max(200)
			.refine((key) => !WATCHED.includes(key), "only a detector opens this")
			.optional(),
		evidence: Evidence.default({}),
		ownerId: z.uuid().nullable().default(null),
		etaAt: EtaInput.nullable().default(null),
	}),
	scope: (_, { accountId }) =>
		accountId === null ? "any" : { account: accountId },
	run: async (context, { ownerId, etaAt, ...incident }) => {
		const opened = await openIncident.inTx(context, incident);
		const { incidentId } = opened.value;
		const more: AuditEvent[] = [];
		if (ownerId !== null)
			more.push(
				...(await assignIncident.inTx(context, { incidentId, ownerId })).audit,
			);
		if (etaAt !== null)
			more.push(
				...(await setIncidentEta.inTx(context, { incidentId, etaAt })).audit,
			);
		return { value: opened.value, audit: [...opened.audit, ...more] };
	},
});
