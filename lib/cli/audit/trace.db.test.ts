import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { demoOps } from "@/lib/cli/shell/testing/ops";
import { newId } from "@/lib/core/ids";
import { createWorld, type World } from "@/lib/testing/world";

let world: World;
let demo: Awaited<ReturnType<typeof demoOps>>;
beforeAll(async () => {
	world = await createWorld();
	demo = await demoOps(world);
});
afterAll(() => world.drop());

test("a trace shows the operation, its events and its lines of a log, and nothing of another", async () => {
	const { trace } = await demo.asJson([
		...["governance", "halt", "--reason", "a fault in the captions"],
	]);
	await demo.asJson(["governance", "status"]);
	const log = join(mkdtempSync(join(tmpdir(), "signalbox-trace-")), "log");
	writeFileSync(log, `{"traceId":"${trace}","msg":"ours"}\n{"msg":"other"}\n`);
	const found = await demo.asJson(["trace", trace, "--log", log]);
	expect(found).toMatchObject({
		exit: 0,
		asked: trace,
		operations: [{ command: "governance halt", state: "succeeded", trace }],
		events: [{ action: "halt.set", trace }],
		decisions: [],
		lines: [`{"traceId":"${trace}","msg":"ours"}`],
	});
	const { stdout } = await demo.ops(["trace", trace]);
	expect(stdout).toContain("Operations\n");
	expect(stdout).toContain("halt.set");
	expect(stdout).toContain("with --log");
});

test("a trace that left nothing fails and says so; what is no ID is bad usage", async () => {
	const unknown = newId();
	expect(await demo.ops(["trace", unknown])).toMatchObject({
		code: 1,
		stdout: `nothing that you may see has the trace ${unknown}\n`,
	});
	expect((await demo.ops(["trace", "12"])).code).toBe(2);
	const missing = ["trace", unknown, "--log", "/nowhere/log"];
	expect(await demo.ops(missing)).toMatchObject({
		code: 2,
		stderr: "ops: /nowhere/log cannot be read\n",
	});
});
