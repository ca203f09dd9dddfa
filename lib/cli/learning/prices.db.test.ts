import { afterAll, beforeAll, expect, test } from "vitest";
import { demoOps } from "@/lib/cli/shell/testing/ops";
import { newId } from "@/lib/core/ids";
import { addMs, DAY } from "@/lib/core/time";
import { recordUsageEvent } from "@/lib/costs/commands";
import { createWorld, type World } from "@/lib/testing/world";

let world: World;
let demo: Awaited<ReturnType<typeof demoOps>>;
const tokens: Record<string, { SIGNALBOX_TOKEN: string }> = {};

beforeAll(async () => {
	world = await createWorld();
	demo = await demoOps(world);
	for (const role of ["owner", "operator"])
		tokens[role] = await demo.tokenOf(role, "work");
});
afterAll(() => world.drop());

const asJson: typeof demo.asJson = (...call) => demo.asJson(...call);

const use = async (quantity: string) =>
	recordUsageEvent(world.db, {
		idempotencyKey: newId(),
		at: await world.now(),
		accountId: null,
		runId: null,
		postId: null,
		stage: "draft",
		sku: "llm.input",
		quantity,
		estimated: false,
	});

const set = ["prices", "set", "llm.input", "--price", "0.15"];
const inEuro = [...set, "--currency", "EUR"];

test("an owner sets a price, and what is used from then on has a cost", async () => {
	await use("1000000");
	const { stdout } = await demo.ops(["cost-report"]);
	expect(stdout).toMatch(/llm\.input .* cost unknown\n/);
	expect(stdout).toMatch(
		/1 uses had no price when they were made; an owner sets one for those to come: ops prices set llm\.input --price P --currency C \(ops prices list shows what holds\)\n/,
	);

	expect((await demo.ops(inEuro, tokens.owner)).stdout).toMatch(
		/^llm\.input costs 0\.15 EUR per 1M tokens from 20\S+Z on\n$/,
	);
	await use("2000000");
	expect(await asJson(["cost-report"])).toMatchObject({
		totals: [{ currency: "EUR", costMicros: 300_000 }],
		unpriced: 1,
	});
});

test("who may not is refused with a line that says what it takes", async () => {
	expect(await asJson(inEuro)).toMatchObject({
		exit: 1,
		code: "forbidden",
		message: expect.stringMatching(
			/strategy:manage\); this needs a person: set SIGNALBOX_TOKEN/,
		),
	});
	expect(await asJson(inEuro, tokens.operator)).toMatchObject({
		exit: 1,
		code: "forbidden",
		message: expect.stringMatching(/may not do this/),
	});
});

test("a price may begin later, none in the past; the list has them and what has none", async () => {
	const later = addMs(await world.now(), DAY).toISOString();
	const from = (at: string) => [
		...["prices", "set", "render.cpu_second", "--price", "0.000012"],
		...["--currency", "USD", "--from", at],
	];
	expect(
		await asJson(from("2020-01-01T00:00:00Z"), tokens.owner),
	).toMatchObject({ exit: 2, message: "a price cannot begin in the past" });
	expect(await asJson(from(later), tokens.owner)).toMatchObject({ exit: 0 });

	const { prices, without } = await asJson(["prices", "list"]);
	expect(prices).toContainEqual(
		expect.objectContaining({
			sku: "render.cpu_second",
			unitPriceMicros: 12,
			effectiveFrom: later,
		}),
	);
	expect(without).toContain("webhook.call");
	const { stdout } = await demo.ops(["prices", "list"]);
	expect(stdout).toContain(`0.000012 USD per second  from ${later}`);
	expect(stdout).toMatch(/storage\.gb_month +no price\n/);
});

test.each([
	[["prices", "set", "gold", "--price", "1", "--currency", "EUR"], "gold"],
	[[...set, "--currency", "euro"], "a currency like EUR"],
	[
		["prices", "set", "llm.input", "--price", "-1", "--currency", "EUR"],
		"0.15",
	],
	[
		["prices", "set", "llm.input", "--price", "0.0000001", "--currency", "EUR"],
		"0.15",
	],
	[set, "--currency"],
])("bad usage is named: %j", async (words, named) => {
	expect(await asJson(words, tokens.owner)).toMatchObject({
		exit: 2,
		message: expect.stringContaining(named),
	});
});

test("its help shows an example and says that it takes a person", async () => {
	const { code, stdout } = await demo.ops(["prices", "set", "--help"]);
	expect(code).toBe(0);
	expect(stdout).toContain("ops prices set llm.input --price 0.15");
	expect(stdout).toContain("SIGNALBOX_TOKEN");
});
