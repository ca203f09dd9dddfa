import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { missingPaths, unknownCitations } from "./testing/architecture/docs";
import { readSources } from "./testing/architecture/sources";

const read = (path: string) => ({ path, text: readFileSync(path, "utf8") });
const filesIn = (folder: string, ending: string) =>
	readdirSync(folder, { recursive: true, encoding: "utf8" })
		.filter((path) => path.endsWith(ending))
		.map((path) => read(join(folder, path)));

const documents = [
	read("README.md"),
	read("CONTRIBUTING.md"),
	...filesIn("docs", ".md"),
];
const explained = {
	rules: readFileSync("docs/rules.md", "utf8"),
	sources: readFileSync("docs/sources.md", "utf8"),
};

describe("rules and sources are in the repository", () => {
	test("every rule and section that a comment cites is explained", () => {
		const files = [
			...readSources([
				"lib",
				"app",
				"components",
				"prisma",
				"e2e",
				"bench",
			]).filter(({ path }) => path !== "lib/docs.test.ts"),
			...filesIn("prisma", ".sql"),
			read("prisma/schema.prisma"),
		];
		expect(unknownCitations(files, explained)).toEqual([]);
	});

	test("a citation of something else is reported, one of a standard is not", () => {
		const text = [
			"// Kept (R3, §1.6.5), and so is R11.",
			"/** An unknown one (AC-Z9, §77), and RFC 9110 §10.2.3. */",
			'const inAString = "R12 §78";',
		].join("\n");
		expect(unknownCitations([{ path: "lib/a.ts", text }], explained)).toEqual([
			"lib/a.ts: R11",
			"lib/a.ts: AC-Z9",
			"lib/a.ts: §77",
		]);
	});

	test("every rule names a test that keeps it", () => {
		const rules = explained.rules.split(/^(?=## |- \*\*)/m).slice(1);
		const unkept = rules
			.filter((rule) => /^(## R\d|- \*\*)/.test(rule))
			.filter((rule) => !/`[\w/.-]+\.(test|spec)\.ts`/.test(rule))
			.map((rule) => rule.slice(0, 40));
		expect(unkept).toEqual([]);
	});
});

describe("documents name what is there", () => {
	test("every path exists", () => {
		expect(missingPaths(documents, existsSync)).toEqual([]);
	});

	test("a path that is not there is reported", () => {
		const text =
			"See `lib/gone.ts`, `lib/core`, `lib/<domain>/x.ts` and `npm test`.";
		expect(missingPaths([{ path: "README.md", text }], existsSync)).toEqual([
			"README.md: lib/gone.ts",
		]);
	});
});
