import type { Command } from "commander";
import {
	accountIdOf,
	collect,
	parseCount,
	parseInstant,
} from "@/lib/cli/shell/inputs";
import type { Report } from "@/lib/cli/shell/report";
import type { Call, RunCommand } from "@/lib/cli/shell/session";
import { type CommonOptions, taskOf, verb } from "@/lib/cli/shell/verb";
import { describeStop } from "@/lib/governance/stops/model";
import {
	closeWindow,
	requestWindow,
	withdrawWindow,
} from "@/lib/governance/windows/commands";

type OnWindow = CommonOptions & { window: string; reason: string };
type Asked = CommonOptions & {
	reason: string;
	account?: string[];
	minutes?: number;
	opensAt?: string;
	closesAt?: string;
	postCap?: number;
	recovery?: true;
};

const describeEnded = (
	what: string,
	{ already, closedAt }: { already: boolean; closedAt: string },
): string =>
	already ? `it had ended already, at ${closedAt}` : `${what} at ${closedAt}`;

export function addWindows(governance: Command, run: RunCommand): void {
	addRequest(governance, run);
	verb(governance, {
		name: "withdraw",
		does: "take your own request back; every grant in it ends with it",
		example: "governance withdraw --window 0190… --reason 'tomorrow instead'",
	})
		.requiredOption("--window <id>")
		.requiredOption("--reason <text>")
		.action((options: OnWindow) =>
			run(taskOf("governance withdraw", options), async ({ ctx }) => {
				const { window: windowId, reason } = options;
				const ended = await withdrawWindow(ctx, { windowId, reason });
				return {
					ok: true,
					summary: [
						describeEnded("request withdrawn", ended),
						...describeStop(ended),
					],
					json: { windowId, ...ended },
				};
			}),
		);
	verb(governance, {
		name: "close",
		does: "close a window at once",
		example: "governance close --window 0190… --reason 'enough for today'",
	})
		.requiredOption("--window <id>")
		.requiredOption("--reason <text>")
		.action((options: OnWindow) =>
			run(taskOf("governance close", options), async ({ ctx }) => {
				const { window: windowId, reason } = options;
				const closed = await closeWindow(ctx, { windowId, reason });
				return {
					ok: true,
					summary: [
						describeEnded("window closed", closed),
						...describeStop(closed),
					],
					json: { windowId, ...closed },
				};
			}),
		);
}

function addRequest(governance: Command, run: RunCommand): void {
	verb(governance, {
		name: "request",
		does: "ask for an approval window; nothing is open until its signals are granted",
		example: "governance request --reason 'evening posts' --minutes 240",
	})
		.requiredOption("--reason <text>")
		.option(
			"--account <handle>",
			"repeatable; every account unless given",
			collect,
		)
		.option("--minutes <n>", "how long, 1 to 720; 240 unless given", parseCount)
		.option("--opens-at <time>", "now unless given", parseInstant)
		.option("--closes-at <time>", "instead of --minutes", parseInstant)
		.option("--post-cap <n>", "at most so many posts", parseCount)
		.option(
			"--recovery",
			"for posts that make up for failed ones only: what a used-up error budget still allows",
		)
		.action((options: Asked) =>
			run(taskOf("governance request", options), (call) =>
				request(call, options),
			),
		);
}

async function request({ ctx }: Call, options: Asked): Promise<Report> {
	const accountIds: string[] = [];
	for (const handle of options.account ?? [])
		accountIds.push((await accountIdOf(ctx, handle)).id);
	const asked = await requestWindow(ctx, {
		accountIds,
		reason: options.reason,
		...(options.opensAt && { opensAt: options.opensAt }),
		...(options.closesAt && { closesAt: options.closesAt }),
		...(options.minutes && { minutes: options.minutes }),
		postCap: options.postCap ?? null,
		recovery: options.recovery ?? false,
	});
	const what = options.recovery ? "recovery window" : "window";
	return {
		ok: true,
		summary: [
			`${what} ${asked.windowId} requested, ${asked.opensAt} to ${asked.closesAt}`,
		],
		json: asked,
	};
}
