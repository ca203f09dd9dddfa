import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
	domainOf,
	type Import,
	isTest,
	readSources,
	type SourceFile,
} from "./testing/architecture/sources";

/** Left to right: whoever stands left never imports from the right, models aside. */
const DOMAINS = [
	"notifications",
	"people",
	"accounts",
	"costs",
	"governance",
	"content",
	"publishing",
	"pipeline",
	"insights",
	"learning",
	"incidents",
	"checklists",
	"signoff",
];
const GROUND = ["env", "db", "auth", "audit", "command"];

const all = readSources(["lib", "app", "components", "prisma", "e2e", "bench"]);
const product = all.filter((file) => !isTest(file));
const isStore = (path: string) =>
	/\/store[^/]*$/.test(path) || path.startsWith("lib/db/");

/** Every "file → import" of the product that `wrong` objects to. */
const offences = (
	wrong: (file: SourceFile, target: Import) => boolean,
): string[] =>
	product.flatMap((file) =>
		file.imports
			.filter((target) => wrong(file, target))
			.map((target) => `${file.path} → ${target.path}`),
	);

const inLib = (target: Import) => target.path.startsWith("lib/");
const isDomain = (domain: string) => DOMAINS.includes(domain);

describe("who may import what", () => {
	test("core imports nothing of ours", () => {
		expect(
			offences(
				(file, target) =>
					file.domain === "core" &&
					/^(lib|app|components)\//.test(target.path) &&
					domainOf(target.path) !== "core",
			),
		).toEqual([]);
	});

	test("the ground knows no domain", () => {
		expect(
			offences(
				(file, target) =>
					GROUND.includes(file.domain) &&
					inLib(target) &&
					!["core", ...GROUND].includes(domainOf(target.path)),
			),
		).toEqual([]);
	});

	test("connectors know core, the environment and themselves", () => {
		expect(
			offences((file, target) => {
				if (file.domain !== "connectors" || !inLib(target)) return false;
				const own = file.path.split("/").slice(0, 3).join("/");
				return (
					!target.path.startsWith(own) &&
					!["core", "env"].includes(domainOf(target.path)) &&
					target.path !== "lib/supervisor/parent-watch"
				);
			}),
		).toEqual([]);
	});

	test("domains import to the left, and never another's store", () => {
		expect(
			offences((file, target) => {
				if (!isDomain(file.domain) || !inLib(target)) return false;
				const domain = domainOf(target.path);
				if (domain === file.domain || ["core", ...GROUND].includes(domain))
					return false;
				if (domain === "connectors") return false;
				if (!isDomain(domain) || isStore(target.path)) return true;
				return (
					DOMAINS.indexOf(domain) > DOMAINS.indexOf(file.domain) &&
					!/\/model[^/]*$/.test(target.path)
				);
			}),
		).toEqual([]);
	});

	test("models, stores, commands, views and queries call no connector", () => {
		expect(
			offences(
				(file, target) =>
					isDomain(file.domain) &&
					/^(model|store|commands|views|queries)/.test(file.name) &&
					target.path.startsWith("lib/connectors/") &&
					!target.typeOnly,
			),
		).toEqual([]);
	});

	test("doors open on use cases, never on another room's store", () => {
		const DOORS = ["jobs", "cli", "web", "supervisor", "prisma", "bench"];
		expect(
			offences(
				(file, target) =>
					DOORS.includes(file.domain) &&
					inLib(target) &&
					isDomain(domainOf(target.path)) &&
					isStore(target.path),
			),
		).toEqual([]);
	});

	test("of the connectors a door knows only what it checks or drives by hand", () => {
		expect(
			offences(
				(file, target) =>
					["jobs", "cli", "web", "supervisor", "bench"].includes(file.domain) &&
					domainOf(target.path) === "connectors",
			),
		).toEqual([
			"lib/cli/host/clock.ts → lib/connectors/emulator/control/client",
			"lib/jobs/boot.ts → lib/connectors/storage/media-store",
			"lib/jobs/boot.ts → lib/connectors/text/text-provider",
		]);
	});

	test("the web's ground knows people, and no other domain", () => {
		expect(
			offences(
				(file, target) =>
					file.domain === "web" &&
					isDomain(domainOf(target.path)) &&
					domainOf(target.path) !== "people",
			),
		).toEqual([]);
	});

	test("only lib/web imports next", () => {
		expect(
			offences(
				(file, target) =>
					file.path.startsWith("lib/") &&
					file.domain !== "web" &&
					file.path !== "lib/supervisor/web.ts" &&
					/^next(-auth)?(\/|$)/.test(target.path),
			),
		).toEqual([]);
	});

	test("screens see models, queries and the types of views", () => {
		expect(
			offences((file, target) => {
				if (!file.domain.startsWith("components/") || !inLib(target))
					return false;
				const allowed =
					domainOf(target.path) === "core" ||
					target.path === "lib/auth/permissions" ||
					/\/(model|queries)[^/]*$/.test(target.path);
				return !allowed && !target.typeOnly;
			}),
		).toEqual([]);
	});

	test("ui and charts know no domain", () => {
		expect(
			offences(
				(file, target) =>
					["components/ui", "components/charts"].includes(file.domain) &&
					inLib(target) &&
					domainOf(target.path) !== "core",
			),
		).toEqual([]);
	});

	test("recharts stays in charts", () => {
		expect(
			offences(
				(file, target) =>
					target.path === "recharts" && file.domain !== "components/charts",
			),
		).toEqual([]);
	});

	test("pages and routes touch no store and no connector", () => {
		expect(
			offences(
				(file, target) =>
					file.domain === "app" &&
					inLib(target) &&
					(isStore(target.path) || domainOf(target.path) === "connectors"),
			),
		).toEqual([]);
	});

	test("only publish.ts can publish", () => {
		expect(
			offences(
				(file, target) =>
					/connectors\/instagram\/media-publish/.test(target.path) &&
					file.path !== "lib/publishing/publish/publish.ts",
			),
		).toEqual([]);
		const callers = product.filter(
			(file) =>
				file.text.includes("/media_publish") &&
				!file.path.includes("/emulator/"),
		);
		expect(callers.map(({ path }) => path)).toEqual([
			"lib/connectors/instagram/media-publish.ts",
		]);
	});

	test("only media-publish.ts can send what the client does not offer", () => {
		expect(
			offences(
				(file, target) =>
					target.path === "lib/connectors/instagram/transport-of" &&
					!/instagram\/(media-publish|client)\.ts$/.test(file.path),
			),
		).toEqual([]);
	});

	test("Prisma stops at the stores", () => {
		const uses =
			/\b(tx|db|owner)\.(\$queryRaw|\$executeRaw|[a-z]\w+\.(find|create|update|upsert|delete|count|aggregate|groupBy))/;
		const found = product.filter(
			(file) =>
				!isStore(file.path) &&
				file.domain !== "db" &&
				(uses.test(file.text) ||
					file.imports.some(
						({ path, typeOnly }) => path.includes("db/generated") && !typeOnly,
					)),
		);
		expect(found.map(({ path }) => path)).toEqual([]);
	});
});

describe("habits", () => {
	test("the environment is read in one place", () => {
		const homes = /^lib\/(env\.ts|supervisor\/)/;
		expect(
			product
				.filter(
					(file) => file.text.includes("process.env") && !homes.test(file.path),
				)
				.map(({ path }) => path),
		).toEqual([]);
	});

	test("no domain asks the process for the time", () => {
		const found = product.filter(
			(file) =>
				(isDomain(file.domain) || file.domain === "audit") &&
				/new Date\(\)|Date\.now\(\)/.test(file.text),
		);
		expect(found.map(({ path }) => path)).toEqual([]);
	});

	test("nothing is left unfinished or silenced", () => {
		const marks = new RegExp(
			[
				"TO" + "DO",
				"FIX" + "ME",
				"@ts-" + "ignore",
				"@ts-" + "nocheck",
				"biome-" + "ignore",
				"\\.only\\(",
				"waitFor" + "Timeout",
			].join("|"),
		);
		expect(
			all
				.filter(
					(file) =>
						marks.test(file.text) && file.path !== "lib/architecture.test.ts",
				)
				.map(({ path }) => path),
		).toEqual([]);
	});

	test("top level holds what the plan says", () => {
		const folders = readdirSync(".", { withFileTypes: true })
			.filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
			.map(({ name }) => name);
		const allowed = [
			"app",
			"components",
			"prisma",
			"lib",
			"e2e",
			"docs",
			"bench",
			"node_modules",
			"test-results",
		];
		expect(folders.filter((name) => !allowed.includes(name))).toEqual([]);
	});
});

describe("sizes", () => {
	const lines = (file: SourceFile) => file.text.split("\n").length - 1;
	test("no file is longer than 250 lines", () => {
		expect(
			product
				.filter((file) => lines(file) > 250)
				.map((file) => `${file.path} ${lines(file)}`),
		).toEqual([]);
	});

	test("nine of ten files have at most 150 lines", () => {
		const sizes = product.map(lines).sort((a, b) => a - b);
		expect(sizes[Math.floor(sizes.length * 0.9)]).toBeLessThanOrEqual(150);
	});
});
