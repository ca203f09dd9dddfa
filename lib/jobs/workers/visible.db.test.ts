import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTE } from "@/lib/core/time";
import { readHealth, readHealthStatus } from "@/lib/jobs/health/views";
import { publishDuePost } from "@/lib/publishing/publish/publish";
import {
	failedSince,
	listCallsInFlight,
} from "@/lib/publishing/queue/views-attempts";
import {
	createStage,
	type Stage,
	type TestAccount,
} from "@/lib/publishing/testing/stage";

let stage: Stage;
let mine: TestAccount;
let other: TestAccount;
beforeAll(async () => {
	stage = await createStage();
	mine = await stage.connected();
	other = await stage.connected();
});
afterAll(() => stage.close());

const reader = () => stage.person(["viewer"], { accountId: mine.id });

test("calls in flight and failed posts are those of the reader's accounts", async () => {
	const since = await stage.now();
	for (const account of [mine, other]) {
		await stage.open(account.id);
		const doubtful = await stage.post(account.id);
		await stage.fault(account.igId, {
			kind: "publish_ok_then_reset",
			count: 1,
		});
		await publishDuePost(stage.worker, doubtful, stage.deps());
		const failed = await stage.post(account.id, { inMs: MINUTE });
		await stage.owner.post.update({
			where: { id: failed },
			data: { state: "failed", finishedAt: since },
		});
	}
	const told = async (read: typeof stage.operator) => ({
		calls: (await listCallsInFlight(read)).map((row) => row.accountId),
		failed: (await failedSince(read, { since })).map((row) => row.accountId),
	});
	expect(await told(stage.operator)).toEqual({
		calls: [mine.id, other.id],
		failed: expect.arrayContaining([mine.id, other.id]),
	});
	expect(await told(await reader())).toEqual({
		calls: [mine.id],
		failed: [mine.id],
	});
});

test("health tells of the reader's accounts, and only counts the others", async () => {
	const { handle } = await stage.db.account.update({
		where: { id: other.id },
		data: { tokenFault: "the token was taken back" },
		select: { handle: true },
	});
	const all = await readHealth(stage.operator);
	expect(all.reasons).toContain(`@${handle}: the token was taken back`);
	const health = await readHealth(await reader());
	expect(JSON.stringify(health)).not.toContain(handle);
	expect(JSON.stringify(health)).not.toContain(other.id);
	expect(health.checks.accounts).toHaveLength(1);
	expect(health.reasons).toContain("1 more on accounts that you may not see");
	expect(await readHealthStatus(stage.db)).toEqual({ status: "degraded" });
});
