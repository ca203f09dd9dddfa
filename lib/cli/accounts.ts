import type { Command } from "commander";
import { addAccount } from "@/lib/accounts/commands";
import { saveToken } from "@/lib/accounts/commands-token";
import { listAccounts } from "@/lib/accounts/views";
import { type Report, table } from "./report";
import type { Call, Run } from "./session";
import { noun, type Said, taskOf, verb } from "./verb";

type Add = Said & {
	handle: string;
	igUserId?: string;
	name?: string;
	timeZone: string;
	slots: string;
	token?: string;
	aiDisclosure: boolean;
};

export function addAccountCommands(program: Command, run: Run): void {
	const accounts = noun(program, "accounts", "Instagram accounts");
	verb(accounts, {
		name: "add",
		does: "add an account, and its token when there is one",
		example:
			"accounts add --handle acme --ig-user-id 17841400000000001 --time-zone Europe/Berlin --slots 09:30,18:00",
	})
		.requiredOption("--handle <handle>")
		.option(
			"--ig-user-id <id>",
			"INSTAGRAM_BUSINESS_ACCOUNT_ID of the environment unless given",
		)
		.option("--name <name>", "the handle unless given")
		.requiredOption("--time-zone <zone>", "an IANA zone, e.g. Europe/Berlin")
		.requiredOption("--slots <times>", "local times of every day: 09:30,18:00")
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
		name: "list",
		does: "list accounts",
		example: "accounts list",
	}).action((options: Said) => run(taskOf("accounts list", options), list));
}

async function add({ ctx, env }: Call, options: Add): Promise<Report> {
	const { accountId } = await addAccount(ctx, {
		handle: options.handle,
		igUserId: options.igUserId ?? env.INSTAGRAM_BUSINESS_ACCOUNT_ID ?? "",
		name: options.name ?? options.handle.replace(/^@/, ""),
		timeZone: options.timeZone,
		slots: options.slots.split(",").map((slot) => slot.trim()),
		aiDisclosure: options.aiDisclosure,
	});
	const token = options.token ?? env.INSTAGRAM_ACCESS_TOKEN;
	if (token) await saveToken(ctx, { accountId, token, expiresAt: null });
	return {
		ok: true,
		summary: [
			`account ${options.handle} added${token ? "" : ", without a token"}`,
		],
		json: { accountId, hasToken: token !== undefined },
	};
}

async function list({ ctx }: Call): Promise<Report> {
	const accounts = await listAccounts(ctx);
	return {
		ok: true,
		summary: table(
			accounts.map(({ handle, timeZone, state, slots, token }) => [
				handle,
				timeZone,
				state,
				slots.join(","),
				token.kind === "stored" ? (token.fault ?? "token stored") : "no token",
			]),
		),
		json: { accounts },
	};
}
