import { readdirSync, readFileSync } from "node:fs";
import { Command } from "commander";
import { describe, expect, test } from "vitest";
import { PERMISSIONS, SENSITIVE } from "@/lib/auth/permissions";
import { NOUNS } from "@/lib/cli/nouns";
import {
	ACTION_DOORS,
	PAGE_DOORS,
	ROUTE_DOORS,
	VERB_DOORS,
} from "@/lib/testing/authz/doors";
import { HOLDERS } from "@/lib/testing/authz/permissions";
import {
	scanActions,
	scanCommands,
	scanHiddenActions,
	scanPages,
	scanRoutes,
} from "@/lib/testing/authz/scan";
import { COMMANDS } from "@/lib/testing/authz/table";
import { FOR_EVERYBODY, USES } from "@/lib/testing/authz/uses";

const TABLES =
	"lib/testing/authz/table.ts, uses.ts and doors.ts say who may do what: ";

/** Both lists name the same, each of them once. */
function expectSame(
	what: string,
	listed: readonly string[],
	found: readonly string[],
): void {
	expect(
		{
			unlisted: found.filter((name) => !listed.includes(name)),
			gone: listed.filter((name) => !found.includes(name)),
			twice: listed.filter((name, index) => listed.indexOf(name) !== index),
		},
		`${TABLES}${what}`,
	).toEqual({ unlisted: [], gone: [], twice: [] });
}

const unique = (names: readonly string[]) => [...new Set(names)];
const commandNames = unique(COMMANDS.map(({ act }) => act));
const plainName = (id: string) => id.split("/")[1] ?? "";
const known = [
	...commandNames.map(plainName),
	...USES.map(({ act }) => plainName(act)),
	...FOR_EVERYBODY,
];

type Named = { name: string; calls: readonly string[] };
const asLines = (doors: readonly Named[]) =>
	doors.map(({ name, calls }) => `${name} → ${[...calls].sort().join(" ")}`);

function verbsOf(command: Command, path: readonly string[] = []): string[] {
	if (command.commands.length === 0) return [path.join(" ")];
	return command.commands.flatMap((inner) =>
		verbsOf(inner, [...path, inner.name()]),
	);
}

describe("nothing can be done that the matrix does not list", () => {
	test("every command is listed, and made where this test can see it", () => {
		const { names, strange } = scanCommands();
		expect(strange, "command() is called in a shape that is not known").toEqual(
			[],
		);
		expectSame("commands", commandNames, names);
		const cases = COMMANDS.map(({ id }) => id);
		expect(unique(cases)).toEqual(cases);
	});

	test("a call of every row is written down, for the matrix to try", () => {
		const written = readdirSync("lib/testing", {
			recursive: true,
			encoding: "utf8",
		})
			.filter((file) => /authz[-/]acts-/.test(file))
			.map((file) => readFileSync(`lib/testing/${file}`, "utf8"))
			.flatMap((text) => [...text.matchAll(/^\t"([a-z]+\/[^"]+)":/gm)]);
		expectSame(
			"calls in authz-acts-*.ts",
			[...COMMANDS, ...USES].map(({ id }) => id),
			written.map(([, id]) => id ?? ""),
		);
	});

	test("every export of a server file is listed with what it calls", () => {
		const found = scanActions().map(({ name, reaches }) => ({
			name,
			calls: reaches,
		}));
		expectSame("server actions", asLines(ACTION_DOORS), asLines(found));
		expect(scanHiddenActions(), '"use server" stands on top of a file').toEqual(
			[],
		);
	});

	test("every method of every route is listed with what it calls", () => {
		const found = scanRoutes().map(({ name, reaches }) => ({
			name,
			calls: reaches,
		}));
		expectSame("routes", asLines(ROUTE_DOORS), asLines(found));
	});

	test("every page is listed", () => {
		expectSame(
			"pages",
			PAGE_DOORS.map(({ name }) => name),
			scanPages(),
		);
	});

	test("every verb of ops is listed, and every command that ops calls is some verb's", async () => {
		const program = new Command("ops");
		const nothing = async () => {};
		for (const { load } of NOUNS) (await load())(program, nothing, nothing);
		expectSame(
			"ops",
			VERB_DOORS.map(({ name }) => name),
			verbsOf(program),
		);
		const sources = readdirSync("lib/cli", {
			recursive: true,
			encoding: "utf8",
		})
			.filter((file) => /(?<!\.test)\.ts$/.test(file))
			.filter((file) => !/(^|\/)(test-|testing\/)/.test(file))
			.map((file) => readFileSync(`lib/cli/${file}`, "utf8"));
		const called = known.filter((name) =>
			sources.some((text) => new RegExp(`\\b${name}\\(`).test(text)),
		);
		const listed = VERB_DOORS.flatMap(({ calls }) => calls);
		expect(
			called.filter((name) => !listed.includes(name)),
			`${TABLES}what ops calls`,
		).toEqual([]);
	});

	test("whatever a door calls is itself a row of the matrix", () => {
		const calls = [...ACTION_DOORS, ...ROUTE_DOORS, ...VERB_DOORS].flatMap(
			(door) => door.calls,
		);
		expect(unique(calls).filter((name) => !known.includes(name))).toEqual([]);
		const uses = [...USES.map(({ act }) => plainName(act)), ...FOR_EVERYBODY];
		expect(uses.filter((name) => !calls.includes(name))).toEqual([]);
	});
});

describe("the permissions behind it", () => {
	test("every permission is held by somebody as docs/rules.md says, and no other exists", () => {
		expectSame("permissions", Object.keys(HOLDERS), PERMISSIONS);
	});

	test("the acts that ask for the password again are those of docs/rules.md", () => {
		const again = Object.entries(HOLDERS).flatMap(([permission, may]) =>
			may.again ? [permission] : [],
		);
		expectSame("sensitive acts", again, SENSITIVE);
	});
});
