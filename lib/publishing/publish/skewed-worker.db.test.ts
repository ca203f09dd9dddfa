import {
	afterAll,
	afterEach,
	beforeAll,
	describe,
	expect,
	test,
	vi,
} from "vitest";
import { MINUTE } from "@/lib/core/time";
import {
	createStage,
	liveOf,
	type Stage,
} from "@/lib/publishing/testing/stage";
import { publishDuePost } from "./publish";

let stage: Stage;
beforeAll(async () => {
	stage = await createStage();
});
afterAll(() => stage.close());
afterEach(() => void vi.useRealTimers());

/** Publishes as a worker whose machine's clock is off by so much. */
function publishOff(postId: string, skewMs: number) {
	vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + skewMs });
	return publishDuePost(stage.worker, postId, stage.deps());
}

describe.each([
	["fast", 10 * MINUTE],
	["slow", -10 * MINUTE],
])("a worker whose clock is 10 min %s goes by the database's", (_, skewMs) => {
	test("nothing goes out before its slot", async () => {
		const { id, igId } = await stage.connected();
		await stage.open(id);
		const postId = await stage.post(id, { inMs: 5 * MINUTE });
		expect(await publishOff(postId, skewMs)).toMatchObject({ kind: "lost" });
		expect(await liveOf(stage, igId)).toEqual([]);
	});

	test("a due post in a window that is open for 5 min more goes out", async () => {
		const { id, igId } = await stage.connected();
		await stage.open(id, { minutes: 5 });
		const postId = await stage.post(id);
		expect(await publishOff(postId, skewMs)).toMatchObject({
			kind: "published",
		});
		expect(await liveOf(stage, igId)).toHaveLength(1);
	});

	test("a window that ended 5 min ago grants nothing", async () => {
		const { id, igId } = await stage.connected();
		await stage.open(id, { minutes: 1 });
		const postId = await stage.post(id);
		await stage.pass(6 * MINUTE);
		expect(await publishOff(postId, skewMs)).toMatchObject({
			kind: "simulated",
		});
		expect(await liveOf(stage, igId)).toEqual([]);
	});
});
