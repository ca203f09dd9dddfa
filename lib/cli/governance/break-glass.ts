import type { Command } from "commander";
import { accountIdOf, parseCount } from "@/lib/cli/shell/inputs";
import type { RunCommand } from "@/lib/cli/shell/session";
import { type CommonOptions, taskOf, verb } from "@/lib/cli/shell/verb";
import { breakGlass, reviewGlass } from "@/lib/governance/break-glass/commands";

type Break = CommonOptions & {
	account?: string;
	incident: number;
	reason: string;
	post?: string;
	minutes?: number;
};
type Review = CommonOptions & { window: string; note: string };

const TAKES_A_PERSON =
	"\n\nIt takes a person, an owner or a compliance lead: set SIGNALBOX_TOKEN (scope govern).";

/** The emergency way around the second person, and the look at it afterwards. */
export function addGlass(governance: Command, run: RunCommand): void {
	verb(governance, {
		name: "break-glass",
		does: "open live publishing alone for at most 30 minutes, for an incident; it waives that two people grant, and nothing else; everyone is told, and somebody else reviews it within 24 hours",
		example:
			"governance break-glass --account acme --incident 12 --reason 'the recall notice must go out' --minutes 15",
	})
		.option("--account <handle>", "needed where there are several")
		.requiredOption("--incident <n>", "an open incident", parseCount)
		.requiredOption("--reason <text>")
		.option("--post <id>", "the only post that may go out; any unless given")
		.option("--minutes <n>", "1 to 30; 30 unless given", parseCount)
		.addHelpText("after", TAKES_A_PERSON)
		.action((options: Break) =>
			run(taskOf("governance break-glass", options), async ({ ctx }) => {
				const { account, incident, reason, post, minutes } = options;
				const { id, handle } = await accountIdOf(ctx, account);
				const broken = await breakGlass(ctx, {
					accountId: id,
					incidentNumber: incident,
					reason,
					postId: post ?? null,
					...(minutes && { minutes }),
				});
				return {
					ok: true,
					summary: [
						`emergency window open on @${handle} until ${broken.closesAt}; everyone is told`,
						`somebody else reviews it by ${broken.reviewBy}: ops governance review-glass --window ${broken.windowId} --note …`,
					],
					json: { account: handle, ...broken },
				};
			}),
		);
	verb(governance, {
		name: "review-glass",
		does: "record what you found about an emergency window that somebody else opened",
		example:
			"governance review-glass --window 0190… --note 'needed; the pager list was out of date'",
	})
		.requiredOption("--window <id>")
		.requiredOption("--note <text>")
		.addHelpText("after", TAKES_A_PERSON)
		.action((options: Review) =>
			run(taskOf("governance review-glass", options), async ({ ctx }) => {
				const { window: windowId, note } = options;
				const reviewed = await reviewGlass(ctx, { windowId, note });
				return {
					ok: true,
					summary: [
						`the emergency window is reviewed at ${reviewed.reviewedAt}`,
					],
					json: { windowId, ...reviewed },
				};
			}),
		);
}
