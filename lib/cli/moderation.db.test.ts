import { mkdtempSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DEFAULT_RULES } from "@/lib/content/moderation/rules";
import { createWorld, type World } from "@/lib/testing/world";
import { opsOn } from "./test-ops";

let world: World;
let ops: ReturnType<typeof opsOn>;
const tokens: Record<string, { SIGNALBOX_TOKEN: string }> = {};
const file = join(
	mkdtempSync(join(tmpdir(), "signalbox-rules-")),
	"rules.json",
);

beforeAll(async () => {
	world = await createWorld();
	await world.owner.setting.update({ where: { id: 1 }, data: { demo: true } });
	ops = opsOn(world.urls, { SIGNALBOX_DEMO: "on" });
	for (const role of ["owner", "compliance"]) {
		const { token } = await asJson([
			...["users", "add", "--email", `${role}@example.org`, "--role", role],
			...["--token", "--scope", "govern"],
		]);
		tokens[role] = { SIGNALBOX_TOKEN: token };
	}
});
afterAll(() => world.drop());

const asJson = async (words: readonly string[], env = {}) => {
	const { code, stdout } = await ops([...words, "--output", "json"], env);
	return { ...JSON.parse(stdout), exit: code };
};

const show = () => asJson(["moderation", "show"]);
const activate = ["moderation", "activate", file];
const write = (rules: unknown) => writeFile(file, JSON.stringify(rules));

test("the active rules are shown, as a file that can be edited and activated", async () => {
	expect(JSON.parse((await ops(["moderation", "show"])).stdout)).toEqual(
		DEFAULT_RULES,
	);
	await ops(["moderation", "show", "--out", file]);
	const rules = JSON.parse(await readFile(file, "utf8"));
	await write({ ...rules, version: "acme@2", words: ["synergy"] });
	expect((await ops(activate, tokens.compliance)).stdout).toBe(
		"moderation rules acme@2 are active, in the place of moderation@1\n",
	);
	expect(await show()).toMatchObject({
		exit: 0,
		version: "acme@2",
		rules: { words: ["synergy"] },
	});
	expect(await asJson(activate, tokens.compliance)).toMatchObject({
		exit: 1,
		code: "conflict",
		message: expect.stringMatching(/acme@2 exist already/),
	});
});

test("who may not is refused, and the rules stay", async () => {
	const { version } = await show();
	await write({ ...DEFAULT_RULES, version: "acme@3" });
	expect(await asJson(activate)).toMatchObject({
		exit: 1,
		code: "forbidden",
		message: expect.stringMatching(
			/moderation:manage\); this needs a person: set SIGNALBOX_TOKEN/,
		),
	});
	expect(await asJson(activate, tokens.owner)).toMatchObject({
		exit: 1,
		code: "forbidden",
	});
	expect((await show()).version).toBe(version);
});

test("each fault of a file is a line that says where", async () => {
	const { version } = await show();
	const { claims: _, ...without } = DEFAULT_RULES;
	await write({
		...without,
		version: "acme@4",
		nearDuplicate: 2,
		wrods: ["typo"],
	});
	const { code, stdout } = await ops(activate, tokens.compliance);
	expect(code).toBe(1);
	expect(stdout.trim().split("\n")).toEqual([
		"nothing activated: 3 faults",
		expect.stringMatching(/^claims: .*array/),
		expect.stringMatching(/^nearDuplicate: .*1/),
		expect.stringMatching(/wrods/),
	]);

	await write({ ...DEFAULT_RULES, version: "acme@4", harm: ["fine", "("] });
	expect(await asJson(activate, tokens.compliance)).toMatchObject({
		exit: 1,
		faults: ["harm.1: no pattern: ("],
	});
	expect((await show()).version).toBe(version);
});

test("a file that is none, or no JSON, is bad usage", async () => {
	await writeFile(file, "{ version: 1 }");
	expect(await asJson(activate, tokens.compliance)).toMatchObject({
		exit: 2,
		message: expect.stringMatching(/rules\.json is no JSON/),
	});
	const missing = ["moderation", "activate", `${file}.none`];
	expect(await asJson(missing, tokens.compliance)).toMatchObject({
		exit: 2,
		message: expect.stringMatching(/cannot be read/),
	});
});

test("its help says that it takes a compliance lead", async () => {
	const { stdout } = await ops(["moderation", "activate", "--help"]);
	expect(stdout).toMatch(/a compliance lead: set SIGNALBOX_TOKEN/);
});
