import type { Command } from "commander";
import { addAccount } from "@/lib/accounts/commands";
import { connectAccount } from "@/lib/accounts/connect";
import { listAccounts } from "@/lib/accounts/views";
import { accountIdOf } from "@/lib/cli/shell/inputs";
import { type Report, tableOr } from "@/lib/cli/shell/report";
import type { Call, RunCommand } from "@/lib/cli/shell/session";
import { type CommonOptions, noun, taskOf, verb } from "@/lib/cli/shell/verb";
import { addAutoClean } from "./accounts-policy";

type Add = CommonOptions & {
	handle: string;
	igUserId?: string;
	name?: string;
	timeZone: string;
	slots: string;
	niche?: string;
	token?: string;
	aiDisclosure: boolean;
};

export function addAccountCommands(program: Command, run: RunCommand): void {
	const accounts = noun(program, "accounts", "Instagram accounts");
	verb(accounts, {
		name: "add",
		does: "add an account, and its token when there is one",
		example:
			"accounts add --handle acme --ig-user-id 17841400000000001 --time-zone Europe/Berlin --slots 09:30,18:00 --niche 'slow travel'",
	})
		.requiredOption("--handle <handle>")
		.option(
			"--ig-user-id <id>",
			"INSTAGRAM_BUSINESS_ACCOUNT_ID of the environment unless given",
		)
		.option("--name <name>", "the handle unless given")
		.requiredOption("--time-zone <zone>", "an IANA zone, e.g. Europe/Berlin")
		.requiredOption("--slots <times>", "local times of every day: 09:30,18:00")
		.option("--niche <topic>", "what empty slots are filled with")
		.option(
			"--token <token>",
			"INSTAGRAM_ACCESS_TOKEN of the environment unless given",
		)
		.option("--no-ai-disclosure", "posts are not labelled as made with AI")
		.action((options: Add) => {
			const { token: _, ...kept } = options;
			return run(taskOf("accounts add", kept), (call) => add(call, options));
		});
	verb(accounts, {
		name: "connect",
		does: "check an account's connection, with a new token or the stored one",
		example: "accounts connect --account acme",
	})
		.option("--account <handle>", "needed where there are several")
		.option("--token <token>", "stored when nothing is missing")
		.action((options: CommonOptions & { account?: string; token?: string }) => {
			const { token: _, ...kept } = options;
			return run(taskOf("accounts connect", kept), (call) =>
				connect(call, options),
			);
		});
	addAutoClean(accounts, run);
	verb(accounts, {
		name: "list",
		does: "list accounts",
		example: "accounts list",
	}).action((options: CommonOptions) =>
		run(taskOf("accounts list", options), list),
	);
}

async function add({ ctx, env }: Call, options: Add): Promise<Report> {
	const name = options.name ?? options.handle.replace(/^@/, "");
	const { accountId } = await addAccount(ctx, {
		handle: options.handle,
		igUserId: options.igUserId ?? env.INSTAGRAM_BUSINESS_ACCOUNT_ID ?? "",
		name,
		brand: { name, niche: options.niche },
		timeZone: options.timeZone,
		slots: options.slots.split(",").map((slot) => slot.trim()),
		aiDisclosure: options.aiDisclosure,
	});
	const token = options.token ?? env.INSTAGRAM_ACCESS_TOKEN;
	const connection = token
		? await connectAccount(ctx, { accountId, token })
		: { connected: false, missing: ["no token was given"] };
	const { connected, missing } = connection;
	return {
		ok: connected || token === undefined,
		summary: [
			`account ${options.handle} added${connected ? " and connected" : ", not connected"}`,
			...missing,
		],
		json: { accountId, connected, missing },
	};
}

async function connect(
	{ ctx, env }: Call,
	options: { account?: string; token?: string },
): Promise<Report> {
	const account = await accountIdOf(ctx, options.account);
	const token = options.token ?? env.INSTAGRAM_ACCESS_TOKEN;
	const connection = await connectAccount(ctx, {
		accountId: account.id,
		...(token && { token }),
	});
	return {
		ok: connection.connected,
		summary: [
			`@${account.handle} is ${connection.connected ? "" : "not "}connected`,
			...connection.missing,
		],
		json: { account: account.handle, ...connection },
	};
}

async function list({ ctx }: Call): Promise<Report> {
	const accounts = await listAccounts(ctx);
	return {
		ok: true,
		summary: tableOr(
			"no account yet: ops accounts add",
			accounts.map(({ handle, timeZone, state, policy, slots, token }) => [
				handle,
				timeZone,
				state,
				policy === "human" ? "approved by people" : "auto-clean",
				slots.join(","),
				token.kind === "stored" ? (token.fault ?? "token stored") : "no token",
			]),
		),
		json: { accounts },
	};
}
