import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { opsOn } from "@/lib/cli/shell/testing/ops";
import {
	IG_ID,
	stageEmulator,
	TOKEN,
} from "@/lib/connectors/emulator/testing/emulator";
import { createWorld, type World } from "@/lib/testing/world";

let world: World;
let ops: ReturnType<typeof opsOn>;

beforeAll(async () => {
	world = await createWorld();
	ops = opsOn(world.urls);
});
afterAll(() => world.drop());

const json = (stdout: string) => {
	expect(stdout.trim().split("\n")).toHaveLength(1);
	return JSON.parse(stdout);
};

describe("people", () => {
	test("adding one prints a one-time password, which the history does not keep", async () => {
		const words = ["users", "add", "--email", "ada@example.org"];
		const told = await ops([
			...words,
			"--role",
			"operator",
			"--output",
			"json",
		]);
		expect(told).toMatchObject({ code: 0, stderr: "" });
		const { password, trace, ok } = json(told.stdout);
		expect(ok).toBe(true);
		expect(password).toMatch(/.{12,}/);
		const [kept] = await world.owner.operationRun.findMany({
			where: { trace },
		});
		expect(kept).toMatchObject({ command: "users add", state: "succeeded" });
		expect(JSON.stringify(kept)).not.toContain(password);
	});

	test("the same person again is a conflict: exit 1, and kept as failed", async () => {
		const words = ["users", "add", "--email", "ada@example.org"];
		const told = await ops([
			...words,
			"--role",
			"operator",
			"--output",
			"json",
		]);
		expect(told.code).toBe(1);
		expect(json(told.stdout)).toMatchObject({ ok: false, code: "conflict" });
		expect(
			await world.owner.operationRun.count({
				where: { command: "users add", state: "failed" },
			}),
		).toBe(1);
	});

	test("a token needs demo or tests, then acts as that person", async () => {
		const words = ["users", "add", "--email", "lea@example.org"];
		const asked = [
			"--role",
			"compliance",
			"--token",
			"--scope",
			"read",
			"govern",
		];
		const refused = await ops([...words, ...asked]);
		expect(refused.code).toBe(1);
		expect(refused.stderr).toContain("--token is for demo and tests");
		await world.owner.setting.update({
			where: { id: 1 },
			data: { demo: true },
		});
		const told = await ops([...words, ...asked, "--output", "json"], {
			SIGNALBOX_TEST_CLOCK: "on",
		});
		expect(told.code).toBe(0);
		const { token } = json(told.stdout);
		const request = ["governance", "request", "--reason", "evening posts"];
		const asked2 = await ops([...request, "--output", "json"], {
			SIGNALBOX_TOKEN: token,
		});
		expect(asked2.code).toBe(0);
		const { windowId } = json(asked2.stdout);
		const grant = ["governance", "grant", "--window", windowId, "--signal"];
		const own = await ops([...grant, "GOVERNANCE_APPROVED"], {
			SIGNALBOX_TOKEN: token,
		});
		expect(own.code).toBe(1);
		expect(own.stdout).toContain("refused");
	});

	test("a token that is none is refused before anything is done", async () => {
		const told = await ops(["users", "list", "--output", "json"], {
			SIGNALBOX_TOKEN: "sbx_nothing",
		});
		expect(told.code).toBe(1);
		expect(json(told.stdout).code).toBe("unauthenticated");
	});
});

describe("what needs a person", () => {
	test("says so without a token, and exits 1", async () => {
		const words = ["governance", "request", "--reason", "evening posts"];
		const told = await ops(words);
		expect(told).toMatchObject({ code: 1, stdout: "" });
		expect(told.stderr).toContain("set SIGNALBOX_TOKEN");
	});

	test("stopping does not need one", async () => {
		const told = await ops([
			...["governance", "halt", "--reason", "wrong captions"],
			...["--output", "json"],
		]);
		expect(told.code).toBe(0);
		const lift = await ops(["governance", "resume", "--reason", "mended"]);
		expect(lift.code).toBe(1);
		await world.owner.halt.updateMany({
			data: { liftedAt: await world.now(), liftedBy: "test" },
		});
	});
});

describe("bad usage exits 2", () => {
	test.each([
		[["no-such-command", "--output", "json"]],
		[["users", "add", "--output", "json"]],
		[["users", "add", "--email", "x", "--role", "king", "--output", "json"]],
		[["clock", "advance", "yesterday", "--output", "json"]],
		[["cost-report", "--period", "hourly", "--output", "json"]],
		[
			[
				...["accounts", "add", "--handle", "acme", "--ig-user-id", "1"],
				...["--time-zone", "Mars/Olympus", "--slots", "09:30"],
				...["--output", "json"],
			],
		],
		[
			[
				...["accounts", "add", "--handle", "acme", "--ig-user-id", "1"],
				...["--time-zone", "Europe/Berlin", "--slots", "25:00"],
				...["--output", "json"],
			],
		],
	])("%j", async (words) => {
		const told = await ops(words);
		expect(told.code).toBe(2);
		const { ok, code, message } = json(told.stdout);
		expect({ ok, code }).toEqual({ ok: false, code: "bad_input" });
		expect(message).not.toBe("");
	});
});

describe("accounts", () => {
	const add = (handle: string, igUserId: string, token: string) => [
		...["accounts", "add", "--handle", handle, "--ig-user-id", igUserId],
		...["--time-zone", "Europe/Berlin", "--slots", "18:00,09:30"],
		...["--token", token, "--output", "json"],
	];

	test("are added and connected where the platform takes the token", async () => {
		const { url } = await stageEmulator();
		const added = await ops(add("@Bakery", IG_ID, TOKEN), {
			INSTAGRAM_GRAPH_URL: url,
		});
		expect(added.code).toBe(0);
		expect(json(added.stdout)).toMatchObject({ connected: true, missing: [] });
		const account = await world.owner.account.findUniqueOrThrow({
			where: { handle: "bakery" },
		});
		expect(account.tokenCipher).not.toBeNull();
		expect(account.slots).toEqual(["09:30", "18:00"]);
		const kept = await world.owner.operationRun.findMany();
		expect(JSON.stringify([kept, account])).not.toContain(TOKEN);
		await world.owner.account.deleteMany();
	});

	test("that cannot be reached are added, and what is missing is said", async () => {
		const told = await ops(add("acme", "17841", "canary-token"));
		expect(told.code).toBe(1);
		const { connected, missing } = json(told.stdout);
		expect(connected).toBe(false);
		expect(missing[0]).toContain("The platform could not say");
		expect(told.stdout).not.toContain("canary-token");
	});

	test("are explained by this command's own environment", async () => {
		const ask = ["governance", "explain", "--with-environment"];
		const off = json((await ops([...ask, "--output", "json"])).stdout);
		expect(off).toMatchObject({ mode: "simulated" });
		expect(off.missing).toHaveLength(3);
		const on = await ops([...ask, "--output", "json"], {
			ALLOW_AUTONOMOUS_PUBLISH: " TRUE ",
			PUBLISH_APPROVAL_GRANTED: "yes",
			GOVERNANCE_APPROVED: "1",
		});
		expect(json(on.stdout)).toMatchObject({ mode: "live", missing: [] });
	});

	test("an unknown one is not found", async () => {
		const told = await ops(["governance", "explain", "--account", "nobody"]);
		expect(told).toMatchObject({ code: 1 });
		expect(told.stderr).toContain("there is no account nobody");
	});
});

describe("the audit", () => {
	test("verifies, exports, and verifies the export with its key alone", async () => {
		const whole = await ops(["audit-verify", "--output", "json"]);
		expect(whole.code).toBe(0);
		expect(json(whole.stdout).count).toBeGreaterThan(0);
		const out = join(mkdtempSync(join(tmpdir(), "signalbox-")), "audit.jsonl");
		const exported = await ops([
			...["audit-export", "--out", out, "--output", "json"],
		]);
		expect(exported.code).toBe(0);
		expect(existsSync(out)).toBe(true);
		const { publicKey } = json(exported.stdout);
		const good = await ops(["audit-verify", out, "--key", publicKey]);
		expect(good).toMatchObject({ code: 0 });
		const lines = readFileSync(out, "utf8").split("\n");
		lines[1] = (lines[1] ?? "").replace(
			/"actorName":"[^"]*"/,
			'"actorName":"x"',
		);
		writeFileSync(out, lines.join("\n"));
		const bad = await ops(["audit-verify", out, "--key", publicKey]);
		expect(bad.code).toBe(1);
		expect(bad.stdout).toContain("TAMPERED");
	});

	test("is not exported to where no folder is", async () => {
		const out = join(
			mkdtempSync(join(tmpdir(), "signalbox-")),
			"no",
			"a.jsonl",
		);
		const told = await ops(["audit-export", "--out", out]);
		expect(told.code).toBe(2);
		expect(told.stderr).toContain(`there is no folder ${dirname(out)}`);
	});
});

describe("the test clock", () => {
	test("moves only where it is switched on, and never with a real Graph host", async () => {
		const words = ["clock", "advance", "25h", "--output", "json"];
		expect((await ops(words)).code).toBe(2);
		const real = await ops(words, {
			SIGNALBOX_TEST_CLOCK: "on",
			INSTAGRAM_GRAPH_URL: "https://graph.instagram.com",
		});
		expect(real.code).toBe(2);
		const before = await world.now();
		const moved = await ops(words, { SIGNALBOX_TEST_CLOCK: "on" });
		expect(moved.code).toBe(0);
		expect(json(moved.stdout).emulator.moved).toBe(false);
		const spentMs = (await world.now()).getTime() - before.getTime();
		expect(spentMs).toBeGreaterThanOrEqual(25 * 3_600_000);
		expect(
			await world.owner.auditEvent.count({
				where: { action: "clock.advance" },
			}),
		).toBe(1);
	});
});
