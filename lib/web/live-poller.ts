import type { Pulse } from "@/lib/web/store-live";

export type Watcher = {
	/** After each look that succeeded; `topics` is empty when nothing happened. */
	onPulse: (topics: readonly string[]) => void;
	/** No more pulses will come: the process stops. */
	onEnd: () => void;
};

type PollerParts = {
	read: (afterSeq: bigint | null) => Promise<Pulse>;
	topicsOf: (actions: readonly string[]) => string[];
	onFault: (error: unknown) => void;
	everyMs: number;
};

export type Poller = {
	watch: (watcher: Watcher) => () => void;
	end: () => void;
};

/** One look a second for all streams of a process, and none while nobody watches. */
export function makePoller(parts: PollerParts): Poller {
	const watchers = new Set<Watcher>();
	let timer: ReturnType<typeof setTimeout> | undefined;
	let last: Pulse | null = null;
	let ended = false;

	const look = async () => {
		const pulse = await parts.read(last?.seq ?? null);
		const topics = last ? parts.topicsOf(pulse.actions) : [];
		if (last && last.living !== pulse.living) topics.push("jobs");
		last = pulse;
		for (const watcher of [...watchers]) watcher.onPulse(topics);
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
			watchers.add(watcher);
			timer ??= setTimeout(turn, 0);
			return () => void watchers.delete(watcher);
		},
		end: () => {
			ended = true;
			clearTimeout(timer);
			for (const watcher of [...watchers]) watcher.onEnd();
			watchers.clear();
		},
	};
}
