import { slotsBetween } from "@/lib/accounts/slots";
import { DEFAULT_TEMPLATES } from "@/lib/content/defaults";
import type { TemplateInput } from "@/lib/content/model";
import { addDays, addMs, dayBounds, localDay, MINUTE } from "@/lib/core/time";
import { metaDay } from "@/lib/insights/collect/meta-day";

const DAYS = 21;
/** So many days ago nothing went out at all. */
export const SILENT_DAY = 9;
/** On every so-manieth day one slot stayed empty. */
const SHORT_DAY = 4;
/** The newest posts have their pictures: those are the ones that people look at. */
const PICTURED = 12;
/** No post goes out in the last minutes before the account was added. */
const QUIET_MS = 30 * MINUTE;

export type PastPost = {
	at: Date;
	topic: string;
	template: TemplateInput;
	pictured: boolean;
	/** Multiplies its reach. */
	factor: number;
};

type HistoryInput = {
	slots: readonly string[];
	timeZone: string;
	topics: readonly string[];
	/** When the account was added: all of it lies before. */
	before: Date;
	/** What the posts of the platform's last ended day reached, against the others. */
	lastDayFactor: number;
};

/** The demo's last three weeks of an account, oldest first: the same for the same account, whenever it is asked for. */
export function planHistory(input: HistoryInput): PastPost[] {
	const { slots, timeZone, topics, before, lastDayFactor } = input;
	const today = localDay(before, timeZone);
	const daysAgo = (at: Date): number => {
		const day = localDay(at, timeZone);
		for (let ago = 0; ago < DAYS; ago++)
			if (addDays(today, -ago) === day) return ago;
		return DAYS;
	};
	const lastDay = addDays(metaDay(before), -1);
	const from = dayBounds(addDays(today, -DAYS), timeZone).start;
	const times = slotsBetween(slots, timeZone, from, addMs(before, -QUIET_MS))
		.map((at, index) => ({ at, index, ago: daysAgo(at) }))
		.filter(({ ago, index }) => wentOut(ago, index % slots.length));
	return times.map(({ at }, index) => ({
		at,
		...subjectOf(index, topics),
		pictured: index >= times.length - PICTURED,
		factor: metaDay(at) === lastDay ? lastDayFactor : 1,
	}));
}

const wentOut = (daysAgo: number, slot: number): boolean =>
	daysAgo !== SILENT_DAY && !(daysAgo % SHORT_DAY === 3 && slot === 1);

/** Topics in turn, each time with another template, so that no two posts are alike. */
function subjectOf(index: number, topics: readonly string[]) {
	const round = Math.floor(index / topics.length);
	const topic = topics[index % topics.length];
	const template =
		DEFAULT_TEMPLATES[(index + round) % DEFAULT_TEMPLATES.length];
	if (!topic || !template) throw new RangeError("the demo has no topics");
	return { topic, template };
}
