import { type Command, InvalidArgumentError } from "commander";
import { accountIdOf } from "@/lib/cli/shell/inputs";
import type { RunCommand } from "@/lib/cli/shell/session";
import { type CommonOptions, taskOf, verb } from "@/lib/cli/shell/verb";
import { setPublishBudget } from "@/lib/governance/budget/commands";

const NO_DATA = "none";

type Budget = CommonOptions & {
	account?: string;
	remaining: number | typeof NO_DATA;
	failures: number;
};

/** "0.4", "-1.2", or "none" for no data. */
function parseRemaining(text: string): Budget["remaining"] {
	const said = text.trim();
	if (said === NO_DATA) return NO_DATA;
	const part = Number(said);
	if (/^-?\d{1,6}(\.\d{1,6})?$/.test(said) && part <= 1) return part;
	throw new InvalidArgumentError(
		"a part of the whole, at most 1, like 0.4 or -0.2; none for no data.",
	);
}

function parseFailures(text: string): number {
	if (/^\d{1,6}$/.test(text.trim())) return Number(text);
	throw new InvalidArgumentError("a whole number from 0 is needed.");
}

/** What is left of the error budget, as the objectives tell it. */
export function addBudget(governance: Command, run: RunCommand): void {
	verb(governance, {
		name: "budget",
		does: "say what is left of an account's 30-day error budget; used up by at least two failures it leaves recovery windows only",
		example: "governance budget --account acme --remaining -0.2 --failures 3",
	})
		.option("--account <handle>", "needed where there are several")
		.requiredOption(
			"--remaining <part>",
			"1 is untouched, 0 or less used up, none is no data",
			parseRemaining,
		)
		.requiredOption("--failures <n>", "in those 30 days", parseFailures)
		.addHelpText(
			"after",
			"\n\nWithout SIGNALBOX_TOKEN what is left can be said for the first time, again, or lowered; raising it, or counting fewer failures, takes the token of an owner with the scope govern.",
		)
		.action((options: Budget) =>
			run(taskOf("governance budget", options), async ({ ctx }) => {
				const { id, handle } = await accountIdOf(ctx, options.account);
				const { remaining, failures } = options;
				const set = await setPublishBudget(ctx, {
					accountId: id,
					remaining: remaining === NO_DATA ? null : remaining,
					failures,
				});
				return {
					ok: true,
					summary: [
						set.exhausted
							? `the error budget of @${handle} is used up: recovery windows only`
							: `the error budget of @${handle} allows windows`,
					],
					json: { account: handle, ...set },
				};
			}),
		);
}
