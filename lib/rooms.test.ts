import { describe, expect, test } from "vitest";
import {
	crowdedFolders,
	doubledNames,
	fileCircles,
	upwardImports,
} from "@/lib/testing/architecture/rooms";
import {
	isTest,
	readSources,
	sourceFile,
} from "@/lib/testing/architecture/sources";

const all = readSources(["lib", "app", "components", "prisma", "bench"]);
const product = all.filter((file) => !isTest(file));
const MOST = 20;

describe("rooms one finds one's way in", () => {
	test("no folder holds more than 20 product files", () => {
		expect(crowdedFolders(product, MOST)).toEqual([]);
	});

	test("the 21st file is refused", () => {
		const files = Array.from({ length: 21 }, (_, index) =>
			sourceFile(`lib/publishing/post/file-${index}.ts`, ""),
		);
		expect(crowdedFolders(files.slice(0, 20), MOST)).toEqual([]);
		expect(crowdedFolders(files, MOST)).toEqual([
			"lib/publishing/post: 21 files, at most 20",
		]);
	});

	test("rooms of a domain import only downward", () => {
		expect(upwardImports(product)).toEqual([]);
	});

	test("an import up, and a root file on both sides, are refused", () => {
		const up = sourceFile(
			"lib/publishing/approval/decide.ts",
			'import { x } from "@/lib/publishing/queue/model";\nimport { y } from "@/lib/publishing/both";\n',
		);
		const both = sourceFile(
			"lib/publishing/both.ts",
			'import { z } from "@/lib/publishing/post/model";\n',
		);
		expect(upwardImports([up, both])).toEqual([
			"lib/publishing/approval/decide.ts → lib/publishing/queue/model: approval stands before queue",
			"lib/publishing/both.ts carries rooms and imports one: lib/publishing/post/model",
		]);
	});

	test("no files import each other in a circle", () => {
		expect(fileCircles(product)).toEqual([]);
	});

	test("a circle of types is a circle", () => {
		const a = sourceFile("lib/core/a.ts", 'import type { B } from "./b";\n');
		const b = sourceFile("lib/core/b.ts", 'import type { A } from "./a";\n');
		expect(fileCircles([a, b])).toEqual([
			"lib/core/a → lib/core/b → lib/core/a",
		]);
	});

	test("lib exports a name once", () => {
		expect(
			doubledNames(product.filter(({ path }) => path.startsWith("lib/"))),
		).toEqual([]);
	});

	test("a name exported twice is refused", () => {
		const files = [
			sourceFile("lib/core/a.ts", "export const place = 1;\n"),
			sourceFile("lib/db/b.ts", "export type place = 1;\n"),
			sourceFile("lib/db/c.ts", "const place = 1;\n"),
		];
		expect(doubledNames(files)).toEqual(["place: lib/core/a.ts, lib/db/b.ts"]);
	});
});
