import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Pulse } from "@/lib/web/store-live";
import { makePoller } from "./poller";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function room() {
	const state: {
		pulse: Pulse;
		fault: Error | null;
		failsAfter: bigint | null;
		asked: (bigint | null)[];
	} = {
		pulse: { seq: 5n, actions: [], living: "a" },
		fault: null,
		failsAfter: null,
		asked: [],
	};
	const faults: unknown[] = [];
	const poller = makePoller({
		read: async (afterSeq) => {
			state.asked.push(afterSeq);
			if (state.fault) throw state.fault;
			if (afterSeq !== null && afterSeq === state.failsAfter)
				throw new Error("no answer");
			return state.pulse;
		},
		topicsOf: (actions) => [...actions],
		allTopics: ["everything"],
		looksBack: 100,
		onFault: (error) => faults.push(error),
		everyMs: 1_000,
	});
	const heard: string[] = [];
	const watch = (name: string, since: bigint | null = null) =>
		poller.watch({
			since,
			onPulse: (topics) => heard.push(`${name}:${topics.join("+")}`),
			onEnd: () => heard.push(`${name} ended`),
		});
	return { state, faults, poller, heard, watch };
}

const second = () => vi.advanceTimersByTimeAsync(1_000);

test("one look serves all watchers, and asks for what came after the last", async () => {
	const { state, heard, watch } = room();
	watch("a");
	watch("b");
	await vi.advanceTimersByTimeAsync(0);
	state.pulse = { seq: 7n, actions: ["halt"], living: "a" };
	await second();
	expect(heard).toEqual(["a:", "b:", "a:halt", "b:halt"]);
	expect(state.asked).toEqual([null, 5n]);
});

test("a worker that comes or goes is news", async () => {
	const { state, heard, watch } = room();
	watch("a");
	await vi.advanceTimersByTimeAsync(0);
	state.pulse = { seq: 5n, actions: [], living: "a b" };
	await second();
	expect(heard).toEqual(["a:", "a:jobs"]);
});

test("a failed look tells nobody anything and is made again", async () => {
	const { state, faults, heard, watch } = room();
	watch("a");
	await vi.advanceTimersByTimeAsync(0);
	state.fault = new Error("no database");
	await second();
	expect(heard).toEqual(["a:"]);
	expect(faults).toHaveLength(1);
	state.fault = null;
	state.pulse = { seq: 6n, actions: ["post"], living: "a" };
	await second();
	expect(heard).toEqual(["a:", "a:post"]);
});

test("nobody watching, nothing asked; a later watcher hears nothing old", async () => {
	const { state, heard, watch } = room();
	watch("a")();
	await vi.advanceTimersByTimeAsync(5_000);
	const before = state.asked.length;
	await vi.advanceTimersByTimeAsync(5_000);
	expect(state.asked).toHaveLength(before);
	state.pulse = { seq: 9n, actions: ["old"], living: "a" };
	watch("b");
	await vi.advanceTimersByTimeAsync(0);
	expect(heard).toEqual(["b:"]);
});

test("who names the last event that they know of hears what came after it", async () => {
	const { state, heard, watch } = room();
	watch("a");
	await vi.advanceTimersByTimeAsync(0);
	state.pulse = { seq: 7n, actions: ["halt"], living: "a" };
	watch("late", 3n);
	watch("current", 7n);
	await second();
	expect(heard).toEqual(["a:", "a:halt", "late:halt", "current:"]);
	expect(state.asked).toEqual([null, 5n, 3n]);
});

test("who missed more than is looked back, or knows events of another world, reads everything again", async () => {
	const { state, heard, watch } = room();
	state.pulse = { seq: 500n, actions: ["halt"], living: "a" };
	watch("far", 399n);
	watch("near", 400n);
	watch("ahead", 501n);
	await vi.advanceTimersByTimeAsync(0);
	await second();
	const silence = ["far:", "near:", "ahead:"];
	expect(heard).toEqual([
		...["far:everything", "near:halt", "ahead:everything"],
		...silence,
	]);
});

test("a look that fails for one takes from nobody that a worker came", async () => {
	const { state, heard, watch } = room();
	watch("a");
	await vi.advanceTimersByTimeAsync(0);
	state.pulse = { seq: 6n, actions: ["halt"], living: "a b" };
	state.failsAfter = 3n;
	watch("late", 3n);
	watch("b", 5n);
	await second();
	state.failsAfter = null;
	await second();
	expect(heard).toEqual([
		...["a:", "a:halt+jobs"],
		...["a:jobs", "late:halt+jobs", "b:halt+jobs"],
	]);
});

test("what a failed look kept from somebody comes with the next", async () => {
	const { state, heard, watch } = room();
	watch("a", 3n);
	state.fault = new Error("no database");
	await vi.advanceTimersByTimeAsync(0);
	state.fault = null;
	state.pulse = { seq: 5n, actions: ["halt"], living: "a" };
	await second();
	await second();
	expect(heard).toEqual(["a:halt", "a:"]);
});

test("the end reaches everybody at once, late comers too", async () => {
	const { poller, heard, watch } = room();
	watch("a");
	poller.end();
	watch("b");
	expect(heard).toEqual(["a ended", "b ended"]);
});
