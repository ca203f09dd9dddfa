import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

/** A source file of the repository; paths are from the project's root. */
export type SourceFile = {
	path: string;
	/** `core`, `publishing`, `components/queue`, `app` … */
	domain: string;
	name: string;
	text: string;
	imports: Import[];
};

/** What a file imports: a path without its ending when it is ours, else the package's name. */
export type Import = { path: string; typeOnly: boolean };

const walk = (dir: string): string[] =>
	readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
		const path = join(dir, entry.name);
		if (entry.isDirectory())
			return entry.name === "generated" ? [] : walk(path);
		return /\.(ts|tsx|mjs)$/.test(entry.name) ? [path] : [];
	});

/** The domain of a path: the folder in `lib`, the folder in `components`, or the top-level folder. */
export const domainOf = (path: string): string => {
	const [top = "", second = ""] = path.split("/");
	if (top !== "lib") return top === "components" ? `components/${second}` : top;
	return second.replace(/\.ts$/, "");
};

const IMPORT =
	/(?:^|\n)(?:import|export)\s+(type\s+)?(?:[^"';]*?from\s+)?"([^"]+)"|import\("([^"]+)"\)/g;

const importsOf = (path: string, text: string): Import[] =>
	[...text.matchAll(IMPORT)].map((match) => {
		const target = match[2] ?? match[3] ?? "";
		const own = target.startsWith("@/")
			? target.slice(2)
			: target.startsWith(".")
				? normalize(join(dirname(path), target))
				: target;
		return { path: own, typeOnly: match[1] !== undefined };
	});

/** A source file from its text, so that a test can plant one. */
export const sourceFile = (path: string, text: string): SourceFile => ({
	path,
	domain: domainOf(path),
	name: path.split("/").at(-1) ?? "",
	text,
	imports: importsOf(path, text),
});

/** Every source file under these folders, generated ones apart. */
export const readSources = (folders: readonly string[]): SourceFile[] =>
	folders
		.flatMap(walk)
		.map((path) => sourceFile(path, readFileSync(path, "utf8")));

/** True for tests and for what only tests import. */
export const isTest = (file: SourceFile): boolean =>
	/\.(test|spec)\.tsx?$/.test(file.name) ||
	file.path.includes("/testing/") ||
	file.domain === "e2e";

/** A path as imports name it. */
export const withoutEnding = (path: string): string =>
	path.replace(/\.(ts|tsx|mjs)$/, "");
