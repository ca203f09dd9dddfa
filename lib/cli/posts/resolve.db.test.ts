import { afterAll, beforeAll, expect, test } from "vitest";
import { opsOn } from "@/lib/cli/shell/testing/ops";
import { publishDuePost } from "@/lib/publishing/publish/publish";
import {
	createStage,
	liveOf,
	type Stage,
	stateOf,
	type TestAccount,
} from "@/lib/publishing/testing/stage";

let stage: Stage;
let ops: ReturnType<typeof opsOn>;
let operator: Record<string, string>;

beforeAll(async () => {
	stage = await createStage();
	await stage.owner.setting.update({ where: { id: 1 }, data: { demo: true } });
	ops = opsOn(stage.urls, {
		SIGNALBOX_DEMO: "on",
		INSTAGRAM_GRAPH_URL: stage.emulatorUrl,
		SIGNALBOX_KEYS: process.env.SIGNALBOX_KEYS ?? "",
	});
	const { token } = await asJson([
		...["users", "add", "--email", "op@example.org", "--role", "operator"],
		...["--token", "--scope", "work"],
	]);
	operator = { SIGNALBOX_TOKEN: token };
});
afterAll(() => stage.close());

const asJson = async (words: readonly string[], env = {}) => {
	const { code, stdout } = await ops([...words, "--output", "json"], env);
	return { ...JSON.parse(stdout), exit: code };
};

async function doubtful(): Promise<{ postId: string; account: TestAccount }> {
	const account = await stage.connected();
	await stage.open(account.id);
	const postId = await stage.post(account.id);
	await stage.fault(account.igId, { kind: "publish_ok_then_reset", count: 1 });
	const end = await publishDuePost(stage.worker, postId, stage.deps());
	expect(end).toMatchObject({ kind: "unknown" });
	return { postId, account };
}

test("a person settles a post in doubt as published, with its media id", async () => {
	const { postId, account } = await doubtful();
	const [mediaId = ""] = await liveOf(stage, account.igId);
	const said = [
		...["posts", "resolve", postId, "--outcome", "published"],
		...["--reason", "it is on the account"],
	];
	expect(await asJson(said, operator)).toMatchObject({
		exit: 2,
		code: "bad_input",
	});
	const words = [...said, "--media-id", mediaId];
	expect(await asJson(words)).toMatchObject({ exit: 1, code: "forbidden" });
	expect(await asJson(words, operator)).toMatchObject({
		exit: 0,
		state: "published",
	});
	expect(await stateOf(stage, postId)).toMatchObject({
		state: "published",
		mediaId,
	});
	expect(await asJson(words, operator)).toMatchObject({
		exit: 1,
		code: "conflict",
	});
});

test("a person settles a post in doubt as not published", async () => {
	const { postId } = await doubtful();
	const words = [
		...["posts", "resolve", postId, "--outcome", "not-published"],
		...["--reason", "nothing is there"],
	];
	expect(await asJson(words, operator)).toMatchObject({
		exit: 0,
		state: "failed",
	});
});
