import { assertNever } from "@/lib/core/assert-never";
import type { Missing, Signal } from "@/lib/governance/model";
import { isFor, windowStatus } from "@/lib/governance/window";
import { describeSpan, describeTime, listed } from "./describe-time";
import type { RecordedWindow } from "./model-record";
import { nameIn, type ReadRecord, type Telling } from "./record";

/** When a window ended, or was to end. */
const endOf = ({ closedAt, closesAt }: RecordedWindow): Date =>
	closedAt !== null && closedAt < closesAt ? closedAt : closesAt;

const grantOf = (window: RecordedWindow, signal: Signal) =>
	window.grants.find((grant) => grant.signal === signal);

/** How a window stood to the post when the gate was asked. */
const fitting = ({ facts, at }: ReadRecord) =>
	facts.windows
		.filter((window) => isFor(window, facts.post))
		.map((window) => ({ window, status: windowStatus(window, at) }));

const describeWindow = (
	{ opensAt }: Pick<RecordedWindow, "opensAt">,
	at: Date,
	telling: Telling,
): string => `the window of ${describeTime(opensAt, at, telling)}`;

type Asked = { record: ReadRecord; telling: Telling; signal: Signal };

function describeEnded({ record, telling, signal }: Asked): string {
	const [last] = fitting(record)
		.filter(({ window }) => grantOf(window, signal)?.grantorEntitled)
		.filter(({ status }) => status !== "open" && status !== "upcoming")
		.sort((a, b) => endOf(b.window).getTime() - endOf(a.window).getTime());
	if (!last) return "its window had ended";
	const { window, status } = last;
	const before = `${describeSpan(record.at.getTime() - endOf(window).getTime())} before`;
	const what = describeWindow(window, record.at, telling);
	if (status === "expired") return `${what} had expired ${before}`;
	const by = window.closedBy ? ` by ${nameIn(telling, window.closedBy)}` : "";
	return `${what} had been ${status}${by} ${before}`;
}

function describeUpcoming({ record, telling, signal }: Asked): string {
	const [next] = fitting(record)
		.filter(({ status }) => status === "upcoming")
		.filter(({ window }) => grantOf(window, signal))
		.sort((a, b) => a.window.opensAt.getTime() - b.window.opensAt.getTime());
	if (!next) return "its window was not open yet";
	const { opensAt } = next.window;
	return `${describeWindow(next.window, record.at, telling)} opened only ${describeSpan(opensAt.getTime() - record.at.getTime())} later`;
}

const openWindows = (record: ReadRecord) =>
	fitting(record).flatMap(({ window, status }) =>
		status === "open" ? [window] : [],
	);

function describeNotGranted({ record, telling }: Asked): string {
	const [open] = openWindows(record);
	return open
		? `nobody had granted it in ${describeWindow(open, record.at, telling)}`
		: "no window was open";
}

function describeFull({ record, telling }: Asked): string {
	const full = openWindows(record).find(
		({ postCap, postsUsed }) => postCap !== null && postsUsed >= postCap,
	);
	return full
		? `${describeWindow(full, record.at, telling)} had used up its ${full.postCap} ${full.postCap === 1 ? "post" : "posts"}`
		: "its window had used up its posts";
}

function describeLostRole({ record, telling, signal }: Asked): string {
	const window = openWindows(record).find(
		(each) => grantOf(each, signal)?.grantorEntitled === false,
	);
	const grant = window && grantOf(window, signal);
	return grant
		? `${nameIn(telling, grant.grantedBy)}, who had granted it, no longer held the role for it`
		: "whoever had granted it no longer held the role for it";
}

/** The workers whose word counted: whoever asked is one of them, once. */
export function wordsOf({ facts }: ReadRecord) {
	const { workers, askedBy } = facts;
	return askedBy && workers.every(({ id }) => id !== askedBy.id)
		? [...workers, { ...askedBy, host: null, pid: null }]
		: workers;
}

function describeDisagreement({ record, signal }: Asked): string {
	const workers = wordsOf(record);
	const on = workers.filter((worker) => worker[signal]).length;
	return `it was on for ${on} of ${workers.length} publishing workers, so it was off`;
}

function describeWhy(why: Missing["why"], asked: Asked): string {
	switch (why) {
		case "not_granted":
			return describeNotGranted(asked);
		case "window_closed":
			return describeEnded(asked);
		case "window_not_open_yet":
			return describeUpcoming(asked);
		case "window_full":
			return describeFull(asked);
		case "grantor_lost_role":
			return describeLostRole(asked);
		case "workers_disagree":
			return describeDisagreement(asked);
		default:
			return assertNever(why);
	}
}

/** Why one signal was off. */
export const describeMissing = (
	{ signal, why }: Missing,
	record: ReadRecord,
	telling: Telling,
): string => describeWhy(why, { record, telling, signal });

/** Signals that were off for the same reason are said together. */
export function describeAllMissing(
	missing: readonly Missing[],
	record: ReadRecord,
	telling: Telling,
): string[] {
	const byReason = new Map<string, Signal[]>();
	for (const each of missing) {
		const reason = describeMissing(each, record, telling);
		byReason.set(reason, [...(byReason.get(reason) ?? []), each.signal]);
	}
	return [...byReason].map(
		([reason, signals]) =>
			`${listed(signals)} ${signals.length === 1 ? "was" : "were"} not granted: ${signals.length === 1 ? reason : reason.replace("granted it in", "granted them in")}`,
	);
}
