import type { Command } from "commander";
import { accountIdOf, parseCount, parseInstant } from "@/lib/cli/shell/inputs";
import type { Call, RunCommand } from "@/lib/cli/shell/session";
import { type CommonOptions, noun, taskOf, verb } from "@/lib/cli/shell/verb";
import { AppError } from "@/lib/core/errors";
import { readPanel } from "@/lib/governance/panel/views";
import { setHold } from "@/lib/governance/stops/commands";
import {
	confirmHoldEnd,
	declineHoldEnd,
	requestHoldEnd,
} from "@/lib/governance/stops/commands-hold-end";
import { describeStop } from "@/lib/governance/stops/model";
import type { HoldView } from "@/lib/governance/stops/views";

type Set = CommonOptions & { reason: string; account?: string; hours?: number };
type Sooner = CommonOptions & {
	reason: string;
	hold?: string;
	endsAt?: string;
};
type OnHold = CommonOptions & { hold?: string };

const TAKES_PEOPLE =
	"\n\nIt takes two people, one of them a compliance lead, the other one too or an owner: set SIGNALBOX_TOKEN (scope govern).";

/** Policy holds: set by one, ended sooner by two. */
export function addHolds(governance: Command, run: RunCommand): void {
	const hold = noun(
		governance,
		"hold",
		"policy holds: every post needs an approval given after the hold began",
	);
	addSet(hold, run);
	addSooner(hold, run);
	addVerdicts(hold, run);
}

function addSet(hold: Command, run: RunCommand): void {
	verb(hold, {
		name: "set",
		does: "require a fresh human approval of every post from now on",
		example: "governance hold set --reason 'a policy strike' --hours 48",
	})
		.requiredOption("--reason <text>")
		.option("--account <handle>", "everywhere unless given")
		.option("--hours <n>", "1 to 336; 48 unless given", parseCount)
		.addHelpText(
			"after",
			"\n\nIt takes a compliance lead: set SIGNALBOX_TOKEN (scope govern).",
		)
		.action((options: Set) =>
			run(taskOf("governance hold set", options), async ({ ctx }) => {
				const { account, reason, hours } = options;
				const accountId = account ? (await accountIdOf(ctx, account)).id : null;
				const set = await setHold(ctx, {
					accountId,
					reason,
					...(hours && { hours }),
				});
				return {
					ok: true,
					summary: [
						`policy hold ${set.holdId} until ${set.endsAt}`,
						...describeStop({ haltsSet: [], calls: set.calls }),
					],
					json: set,
				};
			}),
		);
}

function addSooner(hold: Command, run: RunCommand): void {
	verb(hold, {
		name: "end-sooner",
		does: "ask to end a policy hold sooner; it stands until a second person confirms within 24 hours",
		example: "governance hold end-sooner --reason 'the strike was withdrawn'",
	})
		.requiredOption("--reason <text>")
		.option("--hold <id>", "the only one unless given")
		.option(
			"--ends-at <time>",
			"as soon as it is confirmed unless given",
			parseInstant,
		)
		.addHelpText("after", TAKES_PEOPLE)
		.action((options: Sooner) =>
			run(taskOf("governance hold end-sooner", options), async (call) => {
				const { reason, endsAt } = options;
				const { id } = await holdOf(call, options.hold);
				const asked = await requestHoldEnd(call.ctx, {
					holdId: id,
					reason,
					...(endsAt && { endsAt }),
				});
				return {
					ok: true,
					summary: [
						"asked: another person confirms within 24 hours with ops governance hold confirm",
					],
					json: { holdId: id, ...asked },
				};
			}),
		);
}

function addVerdicts(hold: Command, run: RunCommand): void {
	verb(hold, {
		name: "confirm",
		does: "end a policy hold sooner, as the second person",
		example: "governance hold confirm --hold 0190…",
	})
		.option("--hold <id>", "the only one unless given")
		.addHelpText("after", TAKES_PEOPLE)
		.action((options: OnHold) =>
			run(taskOf("governance hold confirm", options), async (call) => {
				const { id, request } = await askedOf(call, options.hold);
				const input = { requestId: request.id };
				const { endsAt } = await confirmHoldEnd(call.ctx, input);
				return {
					ok: true,
					summary: [`the policy hold ends at ${endsAt}`],
					json: { holdId: id, endsAt },
				};
			}),
		);
	verb(hold, {
		name: "decline",
		does: "decline a request to end a policy hold sooner, or take your own back",
		example: "governance hold decline --hold 0190…",
	})
		.option("--hold <id>", "the only one unless given")
		.addHelpText("after", TAKES_PEOPLE)
		.action((options: OnHold) =>
			run(taskOf("governance hold decline", options), async (call) => {
				const { id, request } = await askedOf(call, options.hold);
				const input = { requestId: request.id };
				const { verdict } = await declineHoldEnd(call.ctx, input);
				return {
					ok: true,
					summary: [`the request is ${verdict}: the hold stands`],
					json: { holdId: id, verdict },
				};
			}),
		);
}

/** The named policy hold, or the only one. */
async function holdOf(
	{ ctx }: Call,
	id: string | undefined,
): Promise<HoldView> {
	const { holds } = await readPanel(ctx);
	const named = id ? holds.filter((hold) => hold.id === id) : holds;
	const [only, ...others] = named;
	if (!only)
		throw new AppError(
			"not_found",
			id ? `there is no policy hold ${id} now` : "there is no policy hold now",
		);
	if (others.length === 0) return only;
	const choices = holds.map(({ id: each, reason }) => `${each} (${reason})`);
	throw new AppError(
		"bad_input",
		`say which with --hold: ${choices.join(", ")}`,
	);
}

async function askedOf(call: Call, id: string | undefined) {
	const hold = await holdOf(call, id);
	const { request } = hold;
	if (request) return { ...hold, request };
	throw new AppError(
		"not_found",
		"nobody asks to end this hold sooner now: ops governance hold end-sooner --reason …",
	);
}
