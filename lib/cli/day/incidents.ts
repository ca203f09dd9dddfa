import { type Command, Option } from "commander";
import { z } from "zod";
import { serviceActor } from "@/lib/auth/actor";
import { accountIdOf, parseInstant } from "@/lib/cli/shell/inputs";
import { type Report, tableOr } from "@/lib/cli/shell/report";
import type { Call, RunCommand } from "@/lib/cli/shell/session";
import { type CommonOptions, noun, taskOf, verb } from "@/lib/cli/shell/verb";
import type { Ctx } from "@/lib/command";
import { AppError } from "@/lib/core/errors";
import {
	acknowledgeIncident,
	resolveIncident,
} from "@/lib/incidents/incident/commands";
import {
	assignIncident,
	setIncidentEta,
} from "@/lib/incidents/incident/commands-care";
import { openIncident } from "@/lib/incidents/incident/commands-open";
import { listIncidents, readIncident } from "@/lib/incidents/incident/views";
import { IncidentSeverity } from "@/lib/incidents/model";
import { listPeople } from "@/lib/people/views";

const SEVERITIES = ["1", "2", "3", "4"];

type List = CommonOptions & { all?: boolean; account?: string };
type Open = CommonOptions & {
	title: string;
	severity: string;
	account?: string;
};
type Assign = CommonOptions & { to: string };
type Eta = CommonOptions & { at: string; reason?: string };
type Resolve = CommonOptions & { reason: string };

export function addIncidentCommands(program: Command, run: RunCommand): void {
	const incidents = noun(program, "incidents", "incidents");
	addListing(incidents, run);
	verb(incidents, {
		name: "open",
		does: "open an incident; it adds to the open incident with the same cause",
		example: "incidents open --title 'captions are cut off' --severity 3",
	})
		.requiredOption("--title <text>")
		.addOption(
			new Option("--severity <n>", "1 is the worst")
				.choices(SEVERITIES)
				.default("3"),
		)
		.option("--account <handle>", "concerns every account unless given")
		.action((options: Open) =>
			run(taskOf("incidents open", options), (call) => open(call, options)),
		);
	onOne(incidents, "ack", "acknowledge: triage becomes active").action(
		(which: string, options: CommonOptions) =>
			run(taskOf("incidents ack", { ...options, which }), ({ ctx }) =>
				told(ctx, which, (incidentId) =>
					acknowledgeIncident(ctx, { incidentId }),
				),
			),
	);
	addCare(incidents, run);
}

function addCare(incidents: Command, run: RunCommand): void {
	onOne(incidents, "assign", "give it an owner", "--to ada@example.org")
		.requiredOption("--to <email>", "whose it is; a name will do")
		.action((which: string, options: Assign) =>
			run(taskOf("incidents assign", { ...options, which }), ({ ctx }) =>
				told(ctx, which, async (incidentId) => {
					const ownerId = await personOf(ctx, options.to);
					return assignIncident(ctx, { incidentId, ownerId });
				}),
			),
		);
	onOne(incidents, "eta", "promise a time", "--at 2026-11-24T18:00:00+01:00")
		.requiredOption("--at <time>", "when it will be over", parseInstant)
		.option("--reason <text>", "why later than promised before")
		.action((which: string, options: Eta) =>
			run(taskOf("incidents eta", { ...options, which }), ({ ctx }) =>
				told(ctx, which, (incidentId) =>
					setIncidentEta(ctx, {
						incidentId,
						etaAt: options.at,
						reason: options.reason ?? null,
					}),
				),
			),
		);
	onOne(incidents, "resolve", "the cause is gone", "--reason 'token renewed'")
		.requiredOption("--reason <text>", "what was done")
		.action((which: string, options: Resolve) =>
			run(taskOf("incidents resolve", { ...options, which }), ({ ctx }) =>
				told(ctx, which, (incidentId) =>
					resolveIncident(ctx, { incidentId, reason: options.reason }),
				),
			),
		);
}

const onOne = (incidents: Command, name: string, does: string, flags = "") =>
	verb(incidents, {
		name,
		does,
		example: `incidents ${name} 12 ${flags}`.trim(),
	}).argument("<incident>", "its number or id");

function addListing(incidents: Command, run: RunCommand): void {
	verb(incidents, {
		name: "list",
		does: "open incidents, the worst first",
		example: "incidents list",
	})
		.option("--all", "closed ones too")
		.option("--account <handle>")
		.action((options: List) =>
			run(taskOf("incidents list", options), (call) => list(call, options)),
		);
}

async function list({ ctx }: Call, options: List): Promise<Report> {
	const incidents = await listIncidents(ctx, {
		open: !options.all,
		...(options.account && {
			accountId: (await accountIdOf(ctx, options.account)).id,
		}),
	});
	return {
		ok: true,
		summary: tableOr(
			options.all ? "no incident yet" : "no open incident",
			incidents.map((one) => [
				`#${one.number}`,
				`SEV${one.severity}`,
				one.state,
				one.owner?.name ?? "no owner",
				one.etaAt ?? "no ETA",
				one.title,
			]),
		),
		json: { incidents },
	};
}

async function open({ ctx }: Call, options: Open): Promise<Report> {
	const { title, account } = options;
	const accountId = account ? (await accountIdOf(ctx, account)).id : null;
	const severity = IncidentSeverity.parse(Number(options.severity));
	const opened = await openIncident(ctx, { title, severity, accountId });
	return {
		ok: true,
		summary: [`incident #${opened.number} ${opened.outcome}`],
		json: opened,
	};
}

/** "12", "#12" or an id. */
function nameOf(which: string): string | number {
	const number = /^#?(\d{1,9})$/.exec(which)?.[1];
	if (number) return Number(number);
	if (z.uuid().safeParse(which).success) return which;
	throw new AppError(
		"bad_input",
		`an incident is named by its number, like 12, or its id; ${which} is neither`,
	);
}

/** Does one thing to one incident, then tells how it stands. */
async function told(
	ctx: Ctx,
	which: string,
	work: (incidentId: string) => Promise<object>,
): Promise<Report> {
	const found = await readIncident(ctx, nameOf(which));
	const done = await work(found.id);
	const { timeline: _, ...incident } = await readIncident(ctx, found.id);
	return {
		ok: true,
		summary: [
			`incident #${incident.number} is ${incident.state}, owner ${incident.owner?.name ?? "nobody"}, ETA ${incident.etaAt ?? "none"}`,
		],
		json: { ...done, incident },
	};
}

async function personOf(ctx: Ctx, email: string): Promise<string> {
	// A reader who may not see addresses may still name somebody by one.
	const people = await listPeople({ ...ctx, actor: serviceActor("cli") });
	const wanted = email.trim().toLowerCase();
	const person = people.find(
		(one) => one.email === wanted || one.name.toLowerCase() === wanted,
	);
	if (person) return person.id;
	throw new AppError("not_found", `there is nobody called ${email}`);
}
