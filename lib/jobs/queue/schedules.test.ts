import { parseCrontab } from "graphile-worker";
import { expect, test } from "vitest";
import { crontabText, SCHEDULE_NAMES, SCHEDULES } from "./schedules";

test("the queue reads every duty from the crontab, keyed and alone in its queue", () => {
	const items = parseCrontab(crontabText());
	expect(items.map(({ task }) => task)).toEqual([...SCHEDULE_NAMES]);
	for (const { task, options } of items)
		expect(options).toMatchObject({
			jobKey: task,
			queueName: task,
			maxAttempts: 1,
		});
});

test("what is promised by the clock recurs: checkpoints hourly, the log verified within a day, reminders in time", () => {
	expect(SCHEDULES).toMatchObject({
		keep_checkpoint: expect.stringMatching(/^\d+ \* \* \* \*$/),
		verify_audit: expect.stringMatching(/^\d+ \*\/\d+ \* \* \*$/),
		remind_approvals: expect.stringMatching(/^\*\/5 \* \* \* \*$/),
		detect_incidents: "* * * * *",
	});
});
