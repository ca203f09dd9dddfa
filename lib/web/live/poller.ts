import type { Pulse } from "@/lib/web/store-live";

export type Watcher = {
	/** The event after which it was told nothing yet; null begins with what comes. */
	since: bigint | null;
	/** After each look that succeeded; `topics` is empty when nothing happened up to the event `seq`. */
	onPulse: (topics: readonly string[], seq: bigint) => void;
	/** No more pulses will come: the process stops. */
	onEnd: () => void;
};

type PollerParts = {
	read: (afterSeq: bigint | null) => Promise<Pulse>;
	topicsOf: (actions: readonly string[]) => readonly string[];
	allTopics: readonly string[];
	/** Who missed more events than this is told every topic. */
	looksBack: number;
	onFault: (error: unknown) => void;
	everyMs: number;
};

export type Poller = {
	watch: (watcher: Watcher) => () => void;
	end: () => void;
};

/** One look a second for all streams of a process, and none while nobody watches. */
export function makePoller(parts: PollerParts): Poller {
	/** With the event up to which each was told. */
	const watchers = new Map<Watcher, bigint | null>();
	let timer: ReturnType<typeof setTimeout> | undefined;
	let last: Pulse | null = null;
	let ended = false;

	const look = async () => {
		const before = last;
		const pulse = await parts.read(before?.seq ?? null);
		const read = new Map([[before?.seq, pulse]]);
		const topicsAfter = async (told: bigint | null) => {
			if (told === null || told === pulse.seq) return [];
			const gone = pulse.seq - told;
			// A restored backup ends before what was told.
			if (gone < 0 || gone > parts.looksBack) return parts.allTopics;
			const news = read.get(told) ?? (await parts.read(told));
			read.set(told, news);
			return parts.topicsOf(news.actions);
		};
		const jobs = before && before.living !== pulse.living ? ["jobs"] : [];
		for (const [watcher, told] of [...watchers]) {
			const topics = await topicsAfter(told);
			if (!watchers.has(watcher)) continue;
			watchers.set(watcher, pulse.seq);
			watcher.onPulse([...new Set([...topics, ...jobs])], pulse.seq);
		}
		last = pulse;
	};
	const again = () => {
		if (watchers.size === 0 || ended) {
			timer = undefined;
			last = null;
			return;
		}
		timer = setTimeout(turn, parts.everyMs);
	};
	const turn = () => void look().catch(parts.onFault).finally(again);

	return {
		watch: (watcher) => {
			if (ended) {
				watcher.onEnd();
				return () => undefined;
			}
			watchers.set(watcher, watcher.since);
			timer ??= setTimeout(turn, 0);
			return () => void watchers.delete(watcher);
		},
		end: () => {
			ended = true;
			clearTimeout(timer);
			for (const watcher of [...watchers.keys()]) watcher.onEnd();
			watchers.clear();
		},
	};
}
