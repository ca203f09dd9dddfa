import { afterAll, beforeAll, expect, test } from "vitest";
import { demoOps } from "@/lib/cli/shell/testing/ops";
import { createWorld, type World } from "@/lib/testing/world";

let world: World;
let demo: Awaited<ReturnType<typeof demoOps>>;
const tokens: Record<string, { SIGNALBOX_TOKEN: string }> = {};

beforeAll(async () => {
	world = await createWorld();
	demo = await demoOps(world);
	for (const role of ["owner", "compliance"])
		tokens[role] = await demo.tokenOf(role, "govern");
});
afterAll(() => world.drop());

const asJson: typeof demo.asJson = (...call) => demo.asJson(...call);
const reason = ["--reason", "steady account"];

test("two people switch it on from a terminal, one switches it off", async () => {
	const id = await world.account();
	const { handle } = await world.db.account.findUniqueOrThrow({
		where: { id },
		select: { handle: true },
	});
	const say = (words: readonly string[], who?: "owner" | "compliance") =>
		asJson(["accounts", "auto-clean", handle, ...words], who && tokens[who]);

	expect(await say([], "owner")).toMatchObject({ exit: 2 });
	expect(await say(["--request", "--off"], "owner")).toMatchObject({ exit: 2 });
	expect(await say(["--request"], "owner")).toMatchObject({ exit: 2 });
	expect(await say(["--confirm"], "owner")).toMatchObject({
		exit: 1,
		code: "not_found",
	});
	expect(await say(["--request", ...reason])).toMatchObject({
		exit: 1,
		code: "forbidden",
		message: expect.stringMatching(/needs a person: set SIGNALBOX_TOKEN/),
	});

	expect(await say(["--request", ...reason], "owner")).toMatchObject({
		exit: 0,
		account: handle,
	});
	expect(await say(["--decline"], "owner")).toMatchObject({
		exit: 0,
		verdict: "withdrawn",
	});
	await say(["--request", ...reason], "owner");
	expect(await say(["--confirm"], "owner")).toMatchObject({
		exit: 1,
		code: "refused",
	});
	expect(await say(["--confirm"], "compliance")).toMatchObject({ exit: 0 });
	expect(await asJson(["accounts", "list"])).toMatchObject({
		accounts: [{ handle, policy: "auto_clean", autoClean: { request: null } }],
	});
	expect(await say(["--off", ...reason], "compliance")).toMatchObject({
		exit: 0,
	});
	expect(await say(["--off", ...reason], "compliance")).toMatchObject({
		exit: 1,
		code: "conflict",
	});
});

test("its help shows an example and says that it takes a person", async () => {
	const { code, stdout } = await demo.ops(["accounts", "auto-clean", "--help"]);
	expect(code).toBe(0);
	expect(stdout).toContain("ops accounts auto-clean acme --request --reason");
	expect(stdout).toContain("SIGNALBOX_TOKEN");
});
