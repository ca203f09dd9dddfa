import { type Command, Option } from "commander";
import {
	ROLES,
	type Role,
	SCOPES,
	type TokenScope,
} from "@/lib/auth/permissions";
import { accountIdOf } from "@/lib/cli/shell/inputs";
import { type Report, tableOr } from "@/lib/cli/shell/report";
import type { Call, RunCommand } from "@/lib/cli/shell/session";
import { type CommonOptions, noun, taskOf, verb } from "@/lib/cli/shell/verb";
import { AppError } from "@/lib/core/errors";
import { addPerson } from "@/lib/people/admin/commands";
import { grantRole } from "@/lib/people/admin/commands-roles";
import { issueTokenFor } from "@/lib/people/tokens/commands";
import { inDemoMode, listPeople } from "@/lib/people/views";
import { addUserDisable } from "./users-disable";

type Add = CommonOptions & {
	email: string;
	role: Role[];
	name?: string;
	account?: string;
	token?: boolean;
	scope?: TokenScope[];
};

export function addUserCommands(program: Command, run: RunCommand): void {
	const users = noun(program, "users", "people and their roles");
	verb(users, {
		name: "add",
		does: "add a person, or roles and a token to one who exists; prints a one-time password",
		example: "users add --email ada@example.org --role operator --role owner",
	})
		.requiredOption("--email <email>")
		.addOption(
			new Option("--role <role...>", "what the person may do")
				.choices(ROLES)
				.makeOptionMandatory(),
		)
		.option("--name <name>", "the e-mail's first part unless given")
		.option("--account <handle>", "only on this account; on all unless given")
		.option("--token", "print a personal access token (demo and tests only)")
		.addOption(
			new Option("--scope <scope...>", "what the token may do").choices(SCOPES),
		)
		.action((options: Add) =>
			run(taskOf("users add", options), (call) => add(call, options)),
		);
	verb(users, {
		name: "list",
		does: "list people",
		example: "users list --output json",
	}).action((options: CommonOptions) =>
		run(taskOf("users list", options), list),
	);
	addUserDisable(users, run);
}

async function add(call: Call, options: Add): Promise<Report> {
	const { ctx } = call;
	if (options.token && !(await inDemoMode(ctx)))
		throw new AppError(
			"refused",
			"--token is for demo and tests, on a database in demo mode; people issue their own tokens in the settings",
		);
	if (options.token && !options.scope)
		throw new AppError("bad_input", "--token needs --scope");
	const accountId = options.account
		? (await accountIdOf(ctx, options.account)).id
		: null;
	const roles = options.role.map((role) => ({ role, accountId }));
	const { personId, password } = await enrolled(call, options, roles);
	const token = options.token
		? await issueTokenFor(ctx, {
				personId,
				name: "ops",
				scopes: options.scope ?? [],
			})
		: null;
	const secrets = {
		...(password !== null && { password }),
		...(token && { token: token.secret }),
	};
	return {
		ok: true,
		summary: [`${options.email} may act as ${options.role.join(", ")}`],
		json: { personId, tokenExpiresAt: token?.expiresAt ?? null },
		shownOnce: {
			summary: Object.entries(secrets).map(([what, text]) => `${what} ${text}`),
			json: secrets,
		},
	};
}

type Roles = { role: Role; accountId: string | null }[];

async function enrolled(
	{ ctx }: Call,
	{ email, name, token }: Add,
	roles: Roles,
): Promise<{ personId: string; password: string | null }> {
	const people = await listPeople(ctx);
	const known = people.find(
		(person) => person.email === email.trim().toLowerCase(),
	);
	if (!known || !token)
		return addPerson(ctx, {
			email,
			name: name ?? email.split("@")[0] ?? email,
			roles,
		});
	const has = (wanted: Roles[number]) =>
		known.roles.some(
			({ role, accountId }) =>
				role === wanted.role && accountId === wanted.accountId,
		);
	for (const role of roles)
		if (!has(role)) await grantRole(ctx, { personId: known.id, ...role });
	return { personId: known.id, password: null };
}

async function list({ ctx }: Call): Promise<Report> {
	const people = await listPeople(ctx);
	return {
		ok: true,
		summary: tableOr(
			"nobody yet: ops users add",
			people.map(({ name, email, roles, disabledAt }) => [
				name,
				email ?? "",
				roles.map(({ role }) => role).join(","),
				disabledAt ? "disabled" : "",
			]),
		),
		json: { people },
	};
}
