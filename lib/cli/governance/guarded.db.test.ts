import { afterAll, beforeAll, expect, test } from "vitest";
import { opsOn } from "@/lib/cli/shell/testing/ops";
import { createWorld, type World } from "@/lib/testing/world";

type Who = "operator" | "owner" | "compliance";

let world: World;
let ops: ReturnType<typeof opsOn>;
const tokens = new Map<Who, { SIGNALBOX_TOKEN: string }>();

beforeAll(async () => {
	world = await createWorld();
	await world.owner.setting.update({ where: { id: 1 }, data: { demo: true } });
	ops = opsOn(world.urls, { SIGNALBOX_DEMO: "on" });
	for (const role of ["operator", "owner", "compliance"] as const) {
		const scope = role === "operator" ? "work" : "govern";
		const { token } = await asJson([
			...["users", "add", "--email", `${role}@example.org`, "--role", role],
			...["--token", "--scope", scope],
		]);
		tokens.set(role, { SIGNALBOX_TOKEN: token });
	}
});
afterAll(() => world.drop());

const asJson = async (words: readonly string[], env = {}) => {
	const { code, stdout } = await ops([...words, "--output", "json"], env);
	return { ...JSON.parse(stdout), exit: code };
};
const govern = (who: Who | null, ...words: string[]) =>
	asJson(["governance", ...words], who ? tokens.get(who) : {});
const handleOf = async (id: string) =>
	(await world.db.account.findUniqueOrThrow({ where: { id } })).handle;
const needsPerson = {
	exit: 1,
	code: "forbidden",
	message: expect.stringMatching(/needs a person: set SIGNALBOX_TOKEN/),
};

test("the glass is broken for an incident and reviewed by another", async () => {
	const account = await handleOf(await world.account());
	const { number } = await asJson(
		["incidents", "open", "--title", "recall", "--severity", "2"],
		tokens.get("operator"),
	);
	const glass = (who: Who | null, incident = String(number)) =>
		govern(
			who,
			...["break-glass", "--account", account, "--incident", incident],
			...["--reason", "the recall must go out", "--minutes", "10"],
		);
	expect(await glass(null)).toMatchObject(needsPerson);
	expect(await glass("operator")).toMatchObject({ code: "forbidden" });
	expect(await glass("owner", "999")).toMatchObject({
		exit: 2,
		message: expect.stringContaining("no open incident #999"),
	});
	const broken = await glass("owner");
	expect(broken).toMatchObject({ exit: 0, account });
	const { stdout } = await ops(["governance", "status"]);
	expect(stdout).toMatch(/break-glass +\S+ +\S+ to /);
	expect(stdout).toMatch(/review +\S+ +by /);
	const review = (who: Who) =>
		govern(
			who,
			...["review-glass", "--window", broken.windowId],
			...["--note", "it was needed"],
		);
	expect(await review("owner")).toMatchObject({
		exit: 1,
		message: expect.stringContaining("somebody else reviews it"),
	});
	expect(await review("compliance")).toMatchObject({
		exit: 1,
		message: expect.stringContaining("still open: close it now"),
	});
	expect(
		await govern(
			"compliance",
			...["close", "--window", broken.windowId, "--reason", "it went out"],
		),
	).toMatchObject({ exit: 0 });
	expect(await review("compliance")).toMatchObject({ exit: 0 });
	expect(await govern(null, "status")).toMatchObject({ unreviewed: [] });
});

test("a policy hold is set by one and ended sooner by two", async () => {
	const reason = ["--reason", "a strike"];
	expect(await govern("compliance", "hold", "confirm")).toMatchObject({
		exit: 1,
		code: "not_found",
	});
	expect(await govern(null, "hold", "set", ...reason)).toMatchObject(
		needsPerson,
	);
	const set = await govern("compliance", "hold", "set", ...reason);
	expect(set).toMatchObject({ exit: 0 });
	expect(await govern("compliance", "hold", "confirm")).toMatchObject({
		code: "not_found",
		message: expect.stringContaining("hold end-sooner --reason"),
	});
	await govern("owner", "hold", "end-sooner", ...reason);
	expect(await govern("owner", "hold", "confirm")).toMatchObject({
		exit: 1,
		code: "refused",
		message: expect.stringContaining("you asked for it yourself"),
	});
	expect(await govern("compliance", "hold", "decline")).toMatchObject({
		verdict: "declined",
	});
	await govern("owner", "hold", "end-sooner", ...reason);
	const { stdout } = await ops(["governance", "status"]);
	expect(stdout).toMatch(/asked +\S+ +to end at /);
	expect(await govern("compliance", "hold", "confirm")).toMatchObject({
		exit: 0,
		holdId: set.holdId,
	});
	expect(await govern(null, "status")).toMatchObject({ holds: [] });
});

test("a budget that is used up leaves recovery windows only; a request is withdrawn by who made it", async () => {
	const account = await handleOf(await world.account());
	const budget = (remaining: string, who: Who | null = null) =>
		govern(
			who,
			...["budget", "--account", account, "--remaining", remaining],
			...["--failures", "3"],
		);
	const ask = (...words: string[]) =>
		govern(
			"operator",
			...["request", "--account", account, "--reason", "launch", ...words],
		);
	expect(await budget("1.5")).toMatchObject({ exit: 2 });
	expect(await budget("-0.2")).toMatchObject({ exit: 0, exhausted: true });
	expect(await ask()).toMatchObject({ exit: 1, code: "refused" });
	const { windowId } = await ask("--recovery");
	expect(await govern(null, "status")).toMatchObject({
		windows: expect.arrayContaining([
			expect.objectContaining({ id: windowId, kind: "recovery" }),
		]),
		budgets: expect.arrayContaining([
			expect.objectContaining({ account, exhausted: true }),
		]),
	});
	const withdraw = (who: Who) =>
		govern(who, "withdraw", "--window", windowId, "--reason", "not today");
	expect(await withdraw("owner")).toMatchObject({ code: "refused" });
	expect(await withdraw("operator")).toMatchObject({ exit: 0 });
	expect(await budget("none")).toMatchObject({
		exit: 1,
		code: "forbidden",
		message: expect.stringContaining("set SIGNALBOX_TOKEN"),
	});
	expect(await budget("none", "operator")).toMatchObject({ code: "forbidden" });
	expect(await budget("none", "owner")).toMatchObject({ exhausted: false });
	expect(await ask("--closes-at", "2020-01-01T00:00:00Z")).toMatchObject({
		exit: 2,
		message: expect.stringContaining("cannot end before it begins"),
	});
});

test.each([
	[["break-glass"], "ops governance break-glass --account acme --incident 12"],
	[["hold", "end-sooner"], "It takes two people"],
	[["budget"], "--remaining -0.2"],
	[["withdraw"], "ops governance withdraw --window"],
])("governance %j has help with an example", async (words, said) => {
	const { code, stdout } = await ops(["governance", ...words, "--help"]);
	expect(code).toBe(0);
	expect(stdout.replace(/\s+/g, " ")).toContain(said);
});
