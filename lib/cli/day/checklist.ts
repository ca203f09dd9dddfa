import { type Command, Option } from "commander";
import { confirmItem } from "@/lib/checklists/confirm";
import {
	type ChecklistView,
	DAILY_ITEMS,
	type DailyItem,
} from "@/lib/checklists/model";
import { readChecklist } from "@/lib/checklists/views";
import { accountIdOf, parseDay } from "@/lib/cli/shell/inputs";
import type { Report } from "@/lib/cli/shell/report";
import type { Call, RunCommand } from "@/lib/cli/shell/session";
import { type CommonOptions, noun, taskOf, verb } from "@/lib/cli/shell/verb";
import { AppError } from "@/lib/core/errors";

type Show = CommonOptions & { account?: string; day?: string };
type Confirm = CommonOptions & {
	account?: string;
	item: DailyItem;
	note?: string;
};

export function addChecklistCommands(program: Command, run: RunCommand): void {
	const checklist = noun(program, "checklist", "the daily checklist");
	verb(checklist, {
		name: "show",
		does: "the items of a day with their evidence",
		example: "checklist show --account acme",
	})
		.option("--account <handle>", "needed where there are several")
		.option("--day <day>", "the account's local day unless given", parseDay)
		.action((options: Show) =>
			run(taskOf("checklist show", options), (call) => show(call, options)),
		);
	verb(checklist, {
		name: "confirm",
		does: "confirm an item as it is now, with a note when it is not good",
		example: "checklist confirm --item failed_jobs",
	})
		.addOption(
			new Option("--item <item>").choices(DAILY_ITEMS).makeOptionMandatory(),
		)
		.option("--account <handle>", "needed where there are several")
		.option("--note <text>", "explains; never turns a fail into a pass")
		.action((options: Confirm) =>
			run(taskOf("checklist confirm", options), (call) =>
				confirm(call, options),
			),
		);
}

const linesOf = ({ handle, day, state, items }: ChecklistView): string[] => [
	`@${handle} ${day}: ${state}`,
	...items.map(
		({ item, verdict, sentence, confirmation, done }) =>
			`${done ? "✔" : " "} ${item}: ${verdict}. ${sentence}${confirmation ? ` (confirmed by ${confirmation.by})` : ""}`,
	),
];

async function show({ ctx }: Call, { account, day }: Show): Promise<Report> {
	const { id } = await accountIdOf(ctx, account);
	const checklist = await readChecklist(ctx, id, day);
	return { ok: true, summary: linesOf(checklist), json: { checklist } };
}

async function confirm({ ctx }: Call, options: Confirm): Promise<Report> {
	const { id: accountId } = await accountIdOf(ctx, options.account);
	const { items } = await readChecklist(ctx, accountId);
	const seen = items.find(({ item }) => item === options.item);
	if (!seen) throw new AppError("not_found", `no item ${options.item}`);
	const confirmed = await confirmItem(ctx, {
		accountId,
		item: options.item,
		seenVerdict: seen.verdict,
		note: options.note ?? null,
	});
	return {
		ok: true,
		summary: [`${options.item} confirmed as ${seen.verdict}: ${seen.sentence}`],
		json: { ...confirmed, sentence: seen.sentence },
	};
}
