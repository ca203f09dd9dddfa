/** What recurs, by UTC; each duty is a task that looks at our own tables for what is due. */
export const SCHEDULES = {
	detect_incidents: "* * * * *",
	collect_snapshots: "* * * * *",
	remind_approvals: "*/5 * * * *",
	keep_checklists: "*/5 * * * *",
	collect_account_days: "7 * * * *",
	refresh_sources: "*/30 * * * *",
	refresh_tokens: "23 3 * * *",
	keep_checkpoint: "3 * * * *",
	verify_audit: "41 */6 * * *",
} as const;

export type ScheduleName = keyof typeof SCHEDULES;

export const SCHEDULE_NAMES = Object.keys(SCHEDULES) as readonly ScheduleName[];

/** One waiting job per duty, whoever asks for it; a duty never runs twice at once. */
export const taskOfSchedule = (duty: ScheduleName) => ({
	task: duty,
	key: duty,
	queue: duty,
});

/** The queue's crontab, in its own notation. */
export const crontabText = (): string =>
	SCHEDULE_NAMES.map(
		(duty) =>
			`${SCHEDULES[duty]} ${duty} ?jobKey=${duty}&queue=${duty}&max=1\n`,
	).join("");
