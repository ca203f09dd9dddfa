import { z } from "zod";
import type { AuditEvent } from "@/lib/audit/event";
import { command, type Scene } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { pullBrake } from "@/lib/db/stop-lock";
import { enrol, shutOut } from "@/lib/people/admin/commands";
import { Email, PersonName, RoleInput } from "@/lib/people/model";
import { listDemoRows } from "@/lib/people/store";
import { endTokensFrom, isDemo } from "@/lib/people/tokens/store";
import { DEMO_PASSWORD } from "./demo";

function demandSetup({ actor }: Scene): void {
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
	place: () => "all",
	run: async (scene, input) => {
		demandSetup(scene);
		if (!(await isDemo(scene.tx)))
			throw new AppError("refused", "demo people exist in demo mode only");
		const { personId, audit } = await enrol(scene, {
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
	place: () => "all",
	run: async (scene) => {
		const { tx, now } = scene;
		demandSetup(scene);
		await pullBrake(tx);
		const people = (await listDemoRows(tx)).map(({ id }) => id);
		const ended: AuditEvent[] = [];
		for (const id of people)
			ended.push(...(await shutOut(scene, id, "demo mode ended")).audit);
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
