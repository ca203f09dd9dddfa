import { afterAll, beforeAll, expect, test } from "vitest";
import { opsOn } from "@/lib/cli/shell/testing/ops";
import { setHalt } from "@/lib/governance/stops/commands";
import { publishDuePost } from "@/lib/publishing/publish/publish";
import {
	createStage,
	type Stage,
	stateOf,
} from "@/lib/publishing/testing/stage";

let stage: Stage;
let ops: ReturnType<typeof opsOn>;
let owner: { SIGNALBOX_TOKEN: string };

beforeAll(async () => {
	stage = await createStage();
	await stage.owner.setting.update({ where: { id: 1 }, data: { demo: true } });
	ops = opsOn(stage.urls, {
		SIGNALBOX_DEMO: "on",
		INSTAGRAM_GRAPH_URL: stage.emulatorUrl,
		SIGNALBOX_KEYS: process.env.SIGNALBOX_KEYS ?? "",
	});
	const { stdout } = await ops([
		...["users", "add", "--email", "owner@example.org", "--role", "owner"],
		...["--token", "--scope", "govern", "--output", "json"],
	]);
	owner = { SIGNALBOX_TOKEN: JSON.parse(stdout).token };
});
afterAll(() => stage.close());

/** An account with a post that its halt holds. */
async function halted() {
	const account = await stage.connected();
	await stage.open(account.id);
	const reason = "a drill";
	await setHalt(stage.operator, { accountId: account.id, reason });
	const postId = await stage.post(account.id);
	await publishDuePost(stage.worker, postId, stage.deps());
	return postId;
}

const resume = (...words: string[]) =>
	ops(["governance", "resume", "--reason", "mended", ...words], owner);

test("lists what goes out when, and what waits", async () => {
	const released = await halted();
	const shifted = await resume();
	expect(shifted.code).toBe(0);
	expect(shifted.stdout).toMatch(/1 post goes out/);
	expect(shifted.stdout).toContain(released);
	expect(await stateOf(stage, released)).toMatchObject({ state: "queued" });

	const postId = await halted();
	const asked = await resume("--missed", "ask", "--output", "json");
	expect(JSON.parse(asked.stdout)).toMatchObject({
		released: [],
		skipped: [],
		waiting: [{ postId }],
		stillHalted: [],
	});
});

test("gives missed slots up where told so", async () => {
	const postId = await halted();
	const { stdout } = await resume("--missed", "skip");
	expect(stdout).toContain("1 post given up");
	expect(await stateOf(stage, postId)).toMatchObject({ state: "expired" });
});

test("a choice that there is not, and a spacing out of bounds, change nothing", async () => {
	const postId = await halted();
	expect((await resume("--missed", "burst")).code).toBe(2);
	expect((await resume("--spacing-minutes", "0")).code).toBe(2);
	const { code, stderr } = await resume("--spacing-minutes", "241");
	expect(code).toBeGreaterThan(0);
	expect(stderr).toContain("240");
	expect(await stateOf(stage, postId)).toMatchObject({ state: "held" });
});
