import { afterAll, beforeAll, expect, test } from "vitest";
import { opsOn } from "@/lib/cli/shell/testing/ops";
import { HOUR } from "@/lib/core/time";
import {
	createStage,
	type Stage,
	stateOf,
} from "@/lib/publishing/testing/stage";

let stage: Stage;
let ops: ReturnType<typeof opsOn>;

beforeAll(async () => {
	stage = await createStage();
	await stage.owner.setting.update({ where: { id: 1 }, data: { demo: true } });
	ops = opsOn(stage.urls, {
		SIGNALBOX_DEMO: "on",
		INSTAGRAM_GRAPH_URL: stage.emulatorUrl,
		SIGNALBOX_KEYS: process.env.SIGNALBOX_KEYS ?? "",
	});
});
afterAll(() => stage.close());

const asJson = async (words: readonly string[], env = {}) => {
	const { code, stdout } = await ops([...words, "--output", "json"], env);
	return { ...JSON.parse(stdout), exit: code };
};

let serial = 0;
const tokenOf = async (scope: string) => {
	const { token } = await asJson([
		...["users", "add", "--email", `${scope}${++serial}@example.org`],
		...["--role", "compliance", "--token", "--scope", scope],
	]);
	return { SIGNALBOX_TOKEN: token };
};

test("a compliance lead's token with scope govern quarantines and lifts; the service and scope read may not", async () => {
	const account = await stage.connected();
	const postId = await stage.post(account.id, { inMs: HOUR });
	const words = ["posts", "quarantine", postId, "--reason", "not our picture"];
	const lift = ["posts", "unquarantine", postId, "--reason", "it is ours"];
	const govern = await tokenOf("govern");
	for (const env of [{}, await tokenOf("read")])
		expect(await asJson(words, env)).toMatchObject({
			exit: 1,
			code: "forbidden",
		});

	expect(await asJson(words, govern)).toMatchObject({
		exit: 0,
		state: "quarantined",
		stopped: { posts: [{ postId, state: "quarantined" }], elsewhere: 0 },
	});
	expect(await asJson(words, govern)).toMatchObject({
		exit: 1,
		code: "conflict",
	});
	expect(await asJson(lift)).toMatchObject({ exit: 1, code: "forbidden" });
	const { code, stdout } = await ops(lift, govern);
	expect(code).toBe(0);
	expect(stdout).toContain("requeue it into a new slot");
	expect(await stateOf(stage, postId)).toMatchObject({ state: "quarantined" });
});

test("what was stopped is named in words, too", async () => {
	const account = await stage.connected();
	const postId = await stage.post(account.id, { inMs: HOUR });
	const { stdout } = await ops(
		["posts", "quarantine", postId, "--reason", "not our picture"],
		await tokenOf("govern"),
	);
	expect(stdout).toContain("posts stopped: ");
	expect(stdout).toContain(postId);
	expect(stdout).toContain("live: 0");
});
