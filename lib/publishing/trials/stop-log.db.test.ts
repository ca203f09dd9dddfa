import { afterAll, beforeAll, expect, test } from "vitest";
import { setHalt } from "@/lib/governance/stops/commands";
import { publishDuePost } from "@/lib/publishing/publish/publish";
import { createStage, type Stage } from "@/lib/publishing/testing/stage";
import { onAnswer } from "@/lib/publishing/testing/timing";

let stage: Stage;
beforeAll(async () => {
	stage = await createStage();
});
afterAll(() => stage.close());

test("the log keeps every call that a stop came too late for, also those that the stopper is not told of", async () => {
	const mine = await stage.connected();
	const theirs = await stage.connected();
	await stage.open(theirs.id);
	const postId = await stage.post(theirs.id);
	const stopper = await stage.person(["operator"], { accountId: mine.id });
	const stops: Awaited<ReturnType<typeof setHalt>>[] = [];
	await publishDuePost(
		stage.worker,
		postId,
		stage.deps(
			onAnswer("/media_publish", async () => {
				stops.push(await setHalt(stopper, { reason: "stop everything" }));
			}),
		),
	);
	expect(stops).toMatchObject([{ calls: [] }]);
	const event = await stage.db.auditEvent.findFirstOrThrow({
		where: { action: "halt.set", subjectId: stops[0]?.haltId ?? "" },
	});
	expect(event.facts).toEqual({ callsUnderWay: [postId] });
});
