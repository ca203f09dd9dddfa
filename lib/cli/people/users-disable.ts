import type { Command } from "commander";
import type { Report } from "@/lib/cli/shell/report";
import type { Call, RunCommand } from "@/lib/cli/shell/session";
import { type CommonOptions, taskOf, verb } from "@/lib/cli/shell/verb";
import { AppError } from "@/lib/core/errors";
import { describeStop } from "@/lib/governance/stops/model";
import { leavePerson } from "@/lib/incidents/leaving/commands";
import { describeLeft } from "@/lib/incidents/leaving/notify";
import { listPeople } from "@/lib/people/views";

type Disable = CommonOptions & {
	email: string;
	successor?: string;
	reason: string;
};

export function addUserDisable(users: Command, run: RunCommand): void {
	verb(users, {
		name: "disable",
		does: "disable a person at once and hand over what they leave behind",
		example:
			"users disable --email ada@example.org --successor bo@example.org --reason 'left the company'",
	})
		.requiredOption("--email <email>", "who leaves")
		.requiredOption("--reason <text>")
		.option(
			"--successor <email>",
			"who takes over windows and incidents; without one windows end and incidents have no owner",
		)
		.action((options: Disable) =>
			run(taskOf("users disable", options), (call) => disable(call, options)),
		);
}

async function disable({ ctx }: Call, options: Disable): Promise<Report> {
	const people = await listPeople(ctx);
	const idOf = (email: string): string => {
		const known = people.find(
			(person) => person.email === email.trim().toLowerCase(),
		);
		if (known) return known.id;
		throw new AppError("not_found", `there is nobody with ${email}`);
	};
	const left = await leavePerson(ctx, {
		personId: idOf(options.email),
		successorId: options.successor ? idOf(options.successor) : null,
		reason: options.reason,
	});
	const { name, sessionsEnded, tokensRevoked, grantsEnded } = left;
	return {
		ok: true,
		summary: [
			`${name} is disabled: ${sessionsEnded} sessions, ${tokensRevoked} tokens and ${grantsEnded} grants ended`,
			...describeLeft(left),
			...describeStop(left),
		],
		json: left,
	};
}
