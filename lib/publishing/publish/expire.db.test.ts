import { afterAll, beforeAll, expect, test } from "vitest";
import { HOUR } from "@/lib/core/time";
import {
	createStage,
	type Stage,
	stateOf,
} from "@/lib/publishing/testing/stage";
import { expirePosts } from "./commands-expire";

let stage: Stage;
beforeAll(async () => {
	stage = await createStage();
});
afterAll(() => stage.close());

const waitingForLocks = async () => {
	const rows = await stage.owner.$queryRaw<unknown[]>`
		SELECT pid FROM pg_stat_activity
		WHERE datname = current_database() AND wait_event_type = 'Lock'`;
	return rows.length;
};

test("a post that somebody else moves meanwhile does not keep the others from expiring", async () => {
	const { id: accountId } = await stage.connected();
	const moved = await stage.post(accountId);
	const left = await stage.post(accountId, { inMs: 1000 });
	await stage.pass(7 * HOUR);
	const expired = await stage.owner.$transaction(async (tx) => {
		await tx.$queryRaw`SELECT id FROM post WHERE id = ${moved}::uuid FOR UPDATE`;
		const did = expirePosts(stage.worker).catch((error: unknown) => error);
		await expect.poll(waitingForLocks).toBe(1);
		await tx.post.update({
			where: { id: moved },
			data: { state: "expired", finishedAt: await stage.now() },
		});
		return { did };
	});
	expect(await expired.did).toEqual({ did: 1 });
	expect(await stateOf(stage, left)).toMatchObject({ state: "expired" });
});
