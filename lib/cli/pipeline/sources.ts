import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import { accountIdOf, parseCount } from "@/lib/cli/shell/inputs";
import { type Report, tableOr } from "@/lib/cli/shell/report";
import type { Call, RunCommand } from "@/lib/cli/shell/session";
import { type CommonOptions, noun, taskOf, verb } from "@/lib/cli/shell/verb";
import { AppError } from "@/lib/core/errors";
import { addSource } from "@/lib/pipeline/sources/commands";
import { listSources } from "@/lib/pipeline/sources/views";

type Add = CommonOptions & {
	location: string;
	name?: string;
	account?: string;
	weight: number;
};

export function addSourceCommands(program: Command, run: RunCommand): void {
	const sources = noun(program, "sources", "trend sources");
	verb(sources, {
		name: "add",
		does: "add a feed (RSS, Atom, RDF or JSON), by address or file",
		example: "sources add https://example.org/feed.xml --name 'Example'",
	})
		.argument("<location>", "an http(s) address, or a file")
		.option("--name <name>", "its host or file unless given")
		.option("--account <handle>", "for every account unless given")
		.option("--weight <percent>", "beside the other sources", parseCount, 100)
		.action((location: string, options: Omit<Add, "location">) => {
			const asked = { ...options, location: placed(location) };
			return run(taskOf("sources add", asked), (call) => add(call, asked));
		});
	verb(sources, {
		name: "list",
		does: "list sources with their health",
		example: "sources list",
	}).action((options: CommonOptions) =>
		run(taskOf("sources list", options), list),
	);
}

const isAddress = (location: string): boolean => /^[a-z]+:\/\//i.test(location);

/** A path becomes absolute. Throws `bad_input` for one where no file is: an address without its beginning looks the same. */
function placed(location: string): string {
	if (isAddress(location)) return location;
	const path = resolve(location);
	if (existsSync(path)) return path;
	throw new AppError(
		"bad_input",
		`there is no file ${path}; a web address begins with https://`,
	);
}

const nameOf = (location: string): string =>
	isAddress(location) && URL.canParse(location)
		? new URL(location).host || location
		: (location.split("/").at(-1) ?? location);

async function add({ ctx }: Call, options: Add): Promise<Report> {
	const { location, weight } = options;
	const account = options.account
		? await accountIdOf(ctx, options.account)
		: null;
	const added = await addSource(ctx, {
		accountId: account?.id ?? null,
		name: options.name ?? nameOf(location),
		location,
		weight,
	});
	return { ok: true, summary: [`source ${location} added`], json: added };
}

async function list({ ctx }: Call): Promise<Report> {
	const sources = await listSources(ctx);
	return {
		ok: true,
		summary: tableOr(
			"no trend source yet: ops sources add",
			sources.map(({ name, health, signals, location, fault }) => [
				name,
				health,
				`${signals} items`,
				location,
				fault ?? "",
			]),
		),
		json: { sources },
	};
}
