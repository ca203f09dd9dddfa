import type { Command } from "commander";
import type { AccountView } from "@/lib/accounts/model";
import {
	confirmAutoClean,
	declineAutoClean,
	requestAutoClean,
} from "@/lib/accounts/policy/commands";
import { switchAutoCleanOff } from "@/lib/accounts/policy/commands-off";
import { accountIdOf } from "@/lib/cli/shell/inputs";
import type { Report } from "@/lib/cli/shell/report";
import type { Call, RunCommand } from "@/lib/cli/shell/session";
import { type CommonOptions, taskOf, verb } from "@/lib/cli/shell/verb";
import { AppError } from "@/lib/core/errors";

const ACTS = ["request", "confirm", "decline", "off"] as const;
type Act = (typeof ACTS)[number];
type AutoClean = CommonOptions & { [A in Act]?: true } & { reason?: string };

export function addAutoClean(accounts: Command, run: RunCommand): void {
	verb(accounts, {
		name: "auto-clean",
		does: "let posts that pass moderation go out without a person looking at each: one person asks, another confirms (an owner and a compliance lead); anyone of them, or an operator, ends it",
		example: "accounts auto-clean acme --request --reason 'steady account'",
	})
		.argument("<handle>", "the account")
		.option("--request", "ask for it; lapses after 24 hours")
		.option("--confirm", "switch it on, as the second person")
		.option("--decline", "decline the request, or withdraw your own")
		.option("--off", "people approve every post again, at once")
		.option("--reason <text>", "needed with --request and --off")
		.addHelpText(
			"after",
			"  ops accounts auto-clean acme --off --reason 'odd captions'\n\nIt takes a person: set SIGNALBOX_TOKEN (scope govern; work is enough for --off and --decline).",
		)
		.action((handle: string, options: AutoClean) =>
			run(taskOf("accounts auto-clean", { ...options, handle }), (call) =>
				autoClean(call, handle, options),
			),
		);
}

async function autoClean(
	call: Call,
	handle: string,
	options: AutoClean,
): Promise<Report> {
	const [act, ...others] = ACTS.filter((each) => options[each]);
	if (!act || others.length > 0)
		throw new AppError(
			"bad_input",
			"say one of --request, --confirm, --decline, --off",
		);
	const account = await accountIdOf(call.ctx, handle);
	return DO[act](call, account, options.reason);
}

type Does = (
	call: Call,
	account: AccountView,
	reason: string | undefined,
) => Promise<Report>;

const DO: Record<Act, Does> = {
	request: async ({ ctx }, { id, handle }, said) => {
		const input = { accountId: id, reason: demandReason(said) };
		const asked = await requestAutoClean(ctx, input);
		return report(
			handle,
			`auto-clean asked for on @${handle}: another person confirms until ${asked.lapsesAt}`,
			asked,
		);
	},
	confirm: async ({ ctx }, account, reason) => {
		const { handle } = account;
		const input = {
			requestId: demandRequest(account),
			...(reason && { reason }),
		};
		const confirmed = await confirmAutoClean(ctx, input);
		return report(
			handle,
			`auto-clean is on for @${handle}, for posts enqueued from now on`,
			confirmed,
		);
	},
	decline: async ({ ctx }, account, reason) => {
		const input = {
			requestId: demandRequest(account),
			...(reason && { reason }),
		};
		const declined = await declineAutoClean(ctx, input);
		const { handle } = account;
		return report(handle, `the request is ${declined.verdict}`, declined);
	},
	off: async ({ ctx }, { id, handle }, said) => {
		const input = { accountId: id, reason: demandReason(said) };
		const off = await switchAutoCleanOff(ctx, input);
		return report(
			handle,
			`auto-clean is off for @${handle}: unsent posts that it had approved wait for a person`,
			off,
		);
	},
};

const report = (account: string, said: string, value: object): Report => ({
	ok: true,
	summary: [said],
	json: { account, ...value },
});

function demandReason(reason: string | undefined): string {
	if (reason) return reason;
	throw new AppError("bad_input", "say why with --reason");
}

function demandRequest({ handle, autoClean: { request } }: AccountView) {
	if (request) return request.id;
	throw new AppError(
		"not_found",
		`nobody asks for auto-clean on @${handle} now: ops accounts auto-clean ${handle} --request --reason …`,
	);
}
