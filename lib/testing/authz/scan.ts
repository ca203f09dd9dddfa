import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

type Source = { path: string; text: string };

/** A way in, and the names of ours that it calls. */
export type Door = { name: string; reaches: string[] };

const walk = (dir: string): string[] =>
	readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
		const path = join(dir, entry.name);
		if (entry.isDirectory())
			return /^(generated|testing)$/.test(entry.name) ? [] : walk(path);
		return [path];
	});

const sources = ["app", "components", "lib"]
	.flatMap(walk)
	.flatMap((path) =>
		/\.tsx?$/.test(path) &&
		!/\.test\.tsx?$|\/test-[^/]*$|^lib\/command\.ts$/.test(path)
			? [{ path, text: readFileSync(path, "utf8") }]
			: [],
	);

const all = (text: string, pattern: RegExp, group = 1): string[] =>
	[...text.matchAll(pattern)].map((match) => match[group] ?? "");

const roomOf = (path: string): string => path.split("/")[1] ?? "";

/** What one file makes with `command()`; `strange` where that is done in a way that this scan cannot name. */
function commandsIn({ path, text }: Source): {
	names: string[];
	strange: string[];
} {
	const calls = all(text, /(?<![.\w])command(?:<[^(]*>)?\(/g, 0).length;
	const plain = all(text, /\bconst (\w+)(?:: [^=]+)? = command\(/g);
	const makers = all(text, /\bconst (\w+) = \([^)]*\) =>\s*command\(/g);
	const made = makers.flatMap((maker) =>
		all(text, new RegExp(`\\bconst (\\w+) = ${maker}\\(`, "g")),
	);
	return {
		names: [...plain, ...made].map((name) => `${roomOf(path)}/${name}`),
		strange: calls === plain.length + makers.length ? [] : [path],
	};
}

export function scanCommands(): { names: string[]; strange: string[] } {
	const found = sources.map(commandsIn);
	return {
		names: found.flatMap(({ names }) => names).sort(),
		strange: found.flatMap(({ strange }) => strange),
	};
}

/** Use cases and views that a file imports: not the web's own parts, no schemas, no types. */
function importsOf(text: string): string[] {
	const imports = text.matchAll(/import \{([^}]*)\} from "([^"]+)"/g);
	return [...imports].flatMap(([, names = "", from = ""]) =>
		/^@\/lib\/(?!web\/|core\/|env$|audit\/receipt$)/.test(from)
			? all(names, /(?:^|[,\n])\s*(?!type )(?:\w+ as )?([a-z]\w*)/g)
			: [],
	);
}

const NOT_AN_ACT = /^(can|serviceActor|\w+Of|parse\w+|offersOneClick)$/;

const reachOf = (text: string, body: string): string[] =>
	importsOf(text)
		.filter((name) => !NOT_AN_ACT.test(name))
		.filter((name) => new RegExp(`\\b${name}\\b`).test(body))
		.sort();

const isServerFile = ({ text }: Source) => /^"use server";/.test(text);

/** Every export of a "use server" file is an endpoint, whatever it is called. */
export const scanActions = (): Door[] =>
	sources.filter(isServerFile).flatMap(({ path, text }) =>
		text
			.split(/\n(?=export )/)
			.filter((part) => part.startsWith("export "))
			.map((body) => ({
				name: `${path.replace(/^app\/|(\/actions)?\.ts$/g, "")}/${/^export (?:async function|const) (\w+)/.exec(body)?.[1] ?? body}`,
				reaches: reachOf(text, body),
			})),
	);

/** Files in which the directive stands elsewhere than on top: their endpoints have no name. */
export const scanHiddenActions = (): string[] =>
	sources
		.filter((source) => /["']use server["']/.test(source.text))
		.filter((source) => !isServerFile(source))
		.map(({ path }) => path);

const METHODS =
	/export (?:const|async function|function) (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b|\bas (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/g;

const addressOf = (path: string): string =>
	path.replace(/^app|\/\([a-z]+\)|\/(route\.ts|page\.tsx)$/g, "") || "/";

export const scanRoutes = (): Door[] =>
	sources
		.filter(({ path }) => path.endsWith("/route.ts"))
		.flatMap(({ path, text }) =>
			[...text.matchAll(METHODS)].map(([, method, renamed]) => ({
				name: `${method ?? renamed} ${addressOf(path)}`,
				reaches: importsOf(text)
					.filter((name) => !NOT_AN_ACT.test(name))
					.sort(),
			})),
		);

export const scanPages = (): string[] =>
	sources
		.filter(({ path }) => path.endsWith("/page.tsx"))
		.map(({ path }) => addressOf(path))
		.sort();
