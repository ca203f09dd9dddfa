import { parseCrontab } from "graphile-worker";
import { expect, test } from "vitest";
import { crontabText, DUTY_NAMES } from "./duties";

test("the queue reads every duty from the crontab, keyed and alone in its queue", () => {
	const items = parseCrontab(crontabText());
	expect(items.map(({ task }) => task)).toEqual([...DUTY_NAMES]);
	for (const { task, options } of items)
		expect(options).toMatchObject({
			jobKey: task,
			queueName: task,
			maxAttempts: 1,
		});
});
