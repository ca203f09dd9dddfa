import { afterAll, beforeAll, expect, test } from "vitest";
import { addMs, HOUR } from "@/lib/core/time";
import { appNow } from "@/lib/db/clock";
import {
	newAccount,
	openPipelineStage,
	type PipelineStage,
} from "@/lib/pipeline/testing/stage";
import { startRun } from "./commands";
import { resumeFailedRuns } from "./resume-failed";
import { listRuns } from "./views";

let room: PipelineStage;
beforeAll(async () => {
	room = await openPipelineStage();
});
afterAll(() => room.close());

test("the runs of an account that failed in the last 24 h go on, once; no other does", async () => {
	const accountId = await newAccount(room);
	const other = await newAccount(room);
	const failed = async (on: string, topic: string, hoursAgo: number) => {
		const { runId } = await startRun(room.worker, { accountId: on, topic });
		const finishedAt = addMs(await appNow(room.db), -hoursAgo * HOUR);
		await room.db.run.update({
			where: { id: runId },
			data: { state: "failed", fault: "no network", finishedAt },
		});
		return runId;
	};
	const today = [
		await failed(accountId, "bread", 23),
		await failed(accountId, "rolls", 1),
	];
	await failed(accountId, "cake", 25);
	await failed(other, "bread", 1);
	await startRun(room.worker, { accountId, topic: "buns" });

	const resume = () => resumeFailedRuns(room.worker, { accountId });
	expect((await resume()).sort()).toEqual(today.sort());
	expect(await resume()).toEqual([]);
	const runs = await listRuns(room.worker, { states: ["failed"] });
	expect(runs.map(({ topic }) => topic).sort()).toEqual(["bread", "cake"]);
});
