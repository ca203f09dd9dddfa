import type { SourceFile } from "./sources";

/** A rule's id or a section in a comment; sections of standards stand behind the standard's name. */
const RULE = /(?<![\w-])(R\d+|AC-[A-Z]\d+|T[2-9])(?![\w:-]|\.\d)/g;
const SECTION = /§ ?(\d+(?:\.\d+)*[a-f]?)/g;
const STANDARD = /(?:RFC \d+|WCAG [\d.]+|NIST SP [\w-]+) ?§ ?[\d.]+/g;
const COMMENT = /\/\/.*|\/\*[\s\S]*?\*\/|^\s*--.*$/gm;

/** The comments of a source file; what its strings say cites nothing. */
const commentsOf = (text: string): string =>
	[...text.matchAll(COMMENT)].map(([comment]) => comment).join("\n");

const idsIn = (text: string, pattern: RegExp): string[] =>
	[...text.matchAll(pattern)].map(([, id = ""]) => id);

/** Citations of rules and sections in comments that no document explains, as "path: id". */
export function unknownCitations(
	files: readonly Pick<SourceFile, "path" | "text">[],
	{ rules, sources }: { rules: string; sources: string },
): string[] {
	const knownRules = new Set([
		...idsIn(rules, /^## (R\d+)/gm),
		...idsIn(rules, /\*\*((?:AC-)?[A-Z]+\d+)\*\*/g),
	]);
	const knownSections = new Set([
		...idsIn(sources, /^## §(\d+)/gm),
		...idsIn(sources, /\*\*§([\d.]+[a-f]?)\*\*/g),
	]);
	return files.flatMap(({ path, text }) => {
		const comments = commentsOf(text).replace(STANDARD, "");
		const cited = [
			...idsIn(comments, RULE).filter((id) => !knownRules.has(id)),
			...idsIn(comments, SECTION)
				.filter((id) => !knownSections.has(id))
				.map((id) => `§${id}`),
		];
		return [...new Set(cited)].map((id) => `${path}: ${id}`);
	});
}

const PATH = /`((?:app|bench|components|docs|e2e|lib|prisma)\/[^`\s]*)`/g;

/** Paths of ours that a document names in code marks and that are not there, as "document: path". `<…>` and `*` stand for any name. */
export function missingPaths(
	documents: readonly { path: string; text: string }[],
	exists: (path: string) => boolean,
): string[] {
	return documents.flatMap(({ path, text }) =>
		idsIn(text, PATH)
			.filter((named) => !/[<*]/.test(named))
			.filter((named) => !exists(named.replace(/\/$/, "")))
			.map((named) => `${path}: ${named}`),
	);
}
