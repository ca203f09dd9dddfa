import { z } from "zod";
import type { AuditEvent } from "@/lib/audit/event";
import { type CommandContext, command } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { lockStops } from "@/lib/db/stop-lock";
import { enrol, revokeAccess } from "@/lib/people/admin/commands";
import { Email, PersonName, RoleInput } from "@/lib/people/model";
import { listDemoRows } from "@/lib/people/store";
import { endTokensFrom, isDemoDatabase } from "@/lib/people/tokens/store";
import { DEMO_PASSWORD } from "./demo";

function demandSetup({ actor }: CommandContext): void {
	if (actor.kind === "service" && actor.id === "setup") return;
	throw new AppError("forbidden", "only the set-up manages demo people");
}

/** A demo person, whose password everybody knows; only in demo mode. */
export const addDemoPerson = command({
	permission: "people:manage",
	input: z.object({
		email: Email,
		name: PersonName,
		roles: z.array(RoleInput).min(1),
	}),
	scope: () => "all",
	run: async (context, input) => {
		demandSetup(context);
		if (!(await isDemoDatabase(context.tx)))
			throw new AppError("refused", "demo people exist in demo mode only");
		const { personId, audit } = await enrol(context, {
			...input,
			password: DEMO_PASSWORD,
			demo: true,
		});
		return { value: { personId }, audit };
	},
});

/** At the first start without demo mode: nobody may come in with a password that everybody knows. */
export const disableDemoPeople = command({
	permission: "people:manage",
	input: z.object({}),
	scope: () => "all",
	run: async (context) => {
		const { tx, now } = context;
		demandSetup(context);
		await lockStops(tx);
		const people = (await listDemoRows(tx)).map(({ id }) => id);
		const ended: AuditEvent[] = [];
		for (const id of people)
			ended.push(...(await revokeAccess(context, id, "demo mode ended")).audit);
		const tokens = await endTokensFrom(tx, people, now);
		return {
			value: { disabled: people.length },
			audit: [
				{
					action: "demo.disable",
					subject: { type: "setting", id: "demo" },
					facts: { people, tokens },
				},
				...ended,
			],
		};
	},
});
