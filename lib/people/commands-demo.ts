import { z } from "zod";
import { command, type Scene } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import { enrol } from "@/lib/people/commands";
import { DEMO_PASSWORD } from "@/lib/people/demo";
import { Email, PersonName, RoleInput } from "@/lib/people/model";
import { listDemoRows, pullBrake, setDisabled } from "@/lib/people/store";
import { endSessionsOf } from "@/lib/people/store-sessions";
import { endTokensOf, isDemo } from "@/lib/people/store-tokens";

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
		const people = await listDemoRows(tx);
		for (const { id } of people) {
			await setDisabled(tx, id, now);
			await endSessionsOf(tx, id, now);
			await endTokensOf(tx, id, now);
		}
		return {
			value: { disabled: people.length },
			audit: [
				{
					action: "demo.disable",
					subject: { type: "setting", id: "demo" },
					facts: { people: people.map(({ id }) => id) },
				},
			],
		};
	},
});
