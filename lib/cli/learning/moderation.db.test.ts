import { mkdtempSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { demoOps } from "@/lib/cli/shell/testing/ops";
import { DEFAULT_RULES } from "@/lib/content/moderation/rules";
import { createWorld, type World } from "@/lib/testing/world";

let world: World;
let demo: Awaited<ReturnType<typeof demoOps>>;
const tokens: Record<string, { SIGNALBOX_TOKEN: string }> = {};
const file = join(
	mkdtempSync(join(tmpdir(), "signalbox-rules-")),
	"rules.json",
);

beforeAll(async () => {
	world = await createWorld();
	demo = await demoOps(world);
	for (const role of ["owner", "compliance"])
		tokens[role] = await demo.tokenOf(role, "govern");
});
afterAll(() => world.drop());

const asJson: typeof demo.asJson = (...call) => demo.asJson(...call);

const show = () => asJson(["moderation", "show"]);
const activate = ["moderation", "activate", file];
const write = (rules: unknown) => writeFile(file, JSON.stringify(rules));

test("the active rules are shown, as a file that can be edited and activated", async () => {
	expect(JSON.parse((await demo.ops(["moderation", "show"])).stdout)).toEqual(
		DEFAULT_RULES,
	);
	await demo.ops(["moderation", "show", "--out", file]);
	const rules = JSON.parse(await readFile(file, "utf8"));
	await write({ ...rules, version: "acme@2", words: ["synergy"] });
	expect((await demo.ops(activate, tokens.compliance)).stdout).toBe(
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
	const { code, stdout } = await demo.ops(activate, tokens.compliance);
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
	const { stdout } = await demo.ops(["moderation", "activate", "--help"]);
	expect(stdout).toMatch(/a compliance lead: set SIGNALBOX_TOKEN/);
});
