import { type Command, Option } from "commander";
import { accountIdOf, parseCount, parseId } from "@/lib/cli/shell/inputs";
import type { RunCommand } from "@/lib/cli/shell/session";
import { type CommonOptions, noun, taskOf, verb } from "@/lib/cli/shell/verb";
import { SIGNALS, type Signal } from "@/lib/governance/model";
import { setHalt } from "@/lib/governance/stops/commands";
import { describeStop } from "@/lib/governance/stops/model";
import {
	grantSignal,
	revokeGrant,
} from "@/lib/governance/windows/commands-grants";
import {
	DEFAULT_SPACING_MINUTES,
	MAX_SPACING_MINUTES,
	MISSED,
	type Missed,
} from "@/lib/publishing/lift/model";
import { addGlass } from "./break-glass";
import { addBudget } from "./budget";
import { addDecision } from "./decision";
import { explain, type Resume, resume } from "./explain";
import { addHolds } from "./holds";
import { status } from "./status";
import { addWindows } from "./windows";

type Reasoned = CommonOptions & { reason: string };
type OnWindow = Reasoned & { window: string };
type OnSignal = OnWindow & { signal: Signal };
type Halt = Reasoned & { account?: string; kind: "operational" | "policy" };
type Question = CommonOptions & {
	account?: string;
	post?: string;
	withEnvironment?: boolean;
};

const signalOption = () =>
	new Option("--signal <signal>").choices(SIGNALS).makeOptionMandatory();

export function addGovernanceCommands(program: Command, run: RunCommand): void {
	const governance = noun(
		program,
		"governance",
		"approval windows, signals, halts, policy holds, break-glass and budgets",
	);
	addWindows(governance, run);
	addGrants(governance, run);
	addStopCommands(governance, run);
	addResume(governance, run);
	addHolds(governance, run);
	addGlass(governance, run);
	addBudget(governance, run);
	addAnswers(governance, run);
	addDecision(governance, run);
}

function addGrants(governance: Command, run: RunCommand): void {
	verb(governance, {
		name: "grant",
		does: "grant one signal in a window",
		example:
			"governance grant --window 0190… --signal PUBLISH_APPROVAL_GRANTED",
	})
		.requiredOption("--window <id>")
		.addOption(signalOption())
		.action((options: Omit<OnSignal, "reason">) =>
			run(taskOf("governance grant", options), async ({ ctx }) => {
				const { window: windowId, signal } = options;
				const result = await grantSignal(ctx, { windowId, signal });
				const granted = result.kind === "granted";
				return {
					ok: granted,
					summary: [
						granted ? `${signal} granted` : `refused: ${result.sentence}`,
					],
					json: { windowId, signal, ...result },
				};
			}),
		);
	verb(governance, {
		name: "revoke",
		does: "take a granted signal back, at once",
		example:
			"governance revoke --window 0190… --signal GOVERNANCE_APPROVED --reason 'wrong day'",
	})
		.requiredOption("--window <id>")
		.addOption(signalOption())
		.requiredOption("--reason <text>")
		.action((options: OnSignal) =>
			run(taskOf("governance revoke", options), async ({ ctx }) => {
				const { window: windowId, signal, reason } = options;
				const revoked = await revokeGrant(ctx, { windowId, signal, reason });
				return {
					ok: true,
					summary: [`${signal} taken back`, ...describeStop(revoked)],
					json: { windowId, signal, ...revoked },
				};
			}),
		);
}

function addStopCommands(governance: Command, run: RunCommand): void {
	verb(governance, {
		name: "halt",
		does: "stop publishing, everywhere or on one account",
		example: "governance halt --reason 'wrong captions' --account acme",
	})
		.requiredOption("--reason <text>")
		.option("--account <handle>", "everywhere unless given")
		.addOption(
			new Option("--kind <kind>")
				.choices(["operational", "policy"])
				.default("operational"),
		)
		.action((options: Halt) =>
			run(taskOf("governance halt", options), async ({ ctx }) => {
				const { account, kind, reason } = options;
				const accountId = account ? (await accountIdOf(ctx, account)).id : null;
				const halt = await setHalt(ctx, { accountId, kind, reason });
				return {
					ok: true,
					summary: [
						`publishing halted (${halt.haltId})`,
						...describeStop({ haltsSet: [], calls: halt.calls }),
					],
					json: halt,
				};
			}),
		);
}

function addResume(governance: Command, run: RunCommand): void {
	verb(governance, {
		name: "resume",
		does: "lift a halt; posts that it held go out one by one unless said otherwise",
		example:
			"governance resume --reason 'captions are mended' --missed shift --spacing-minutes 15",
	})
		.requiredOption("--reason <text>")
		.option("--halt <id>", "the only standing one unless given")
		.addOption(
			new Option(
				"--missed <choice>",
				"posts whose slot was missed: send them later, give them up, or leave them to a person",
			)
				.choices(MISSED)
				.default("shift" satisfies Missed),
		)
		.option(
			"--spacing-minutes <n>",
			`between two of one account, 1 to ${MAX_SPACING_MINUTES}; ${DEFAULT_SPACING_MINUTES} unless given`,
			parseCount,
		)
		.action((options: CommonOptions & Resume) =>
			run(taskOf("governance resume", options), (call) =>
				resume(call, options),
			),
		);
}

function addAnswers(governance: Command, run: RunCommand): void {
	verb(governance, {
		name: "status",
		does: "the mode, windows, halts, policy holds, emergency windows and budgets as they are now",
		example: "governance status",
	}).action((options: CommonOptions) =>
		run(taskOf("governance status", options), status),
	);
	verb(governance, {
		name: "explain",
		does: "why a post due now would go out live, simulated, or not at all",
		example: "governance explain --with-environment --output json",
	})
		.option("--account <handle>", "needed where there are several")
		.option("--post <id>", "an approved post due now unless given", parseId)
		.option(
			"--with-environment",
			"for a worker started with this command's own environment",
		)
		.action((options: Question) =>
			run(taskOf("governance explain", options), (call) =>
				explain(call, options),
			),
		);
}
