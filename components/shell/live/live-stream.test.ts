import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type EventStream, keepStream, topicsOf } from "./live-stream";

/** Stands for the browser's EventSource, which Node does not have. */
function line() {
	const heard = new Map<string, (event: { data: string }) => void>();
	const stream: EventStream & { readyState: number } = {
		readyState: 1,
		onopen: null,
		onerror: null,
		addEventListener: (type, listener) => void heard.set(type, listener),
		close: () => {
			stream.readyState = 2;
		},
	};
	return {
		stream,
		open: () => stream.onopen?.(new Event("open")),
		breakOff: (readyState: number) => {
			stream.readyState = readyState;
			stream.onerror?.(new Event("error"));
		},
		say: (type: string, data = "") => heard.get(type)?.({ data }),
	};
}

function watch() {
	const lines = [line()];
	const told: string[] = [];
	let opened = 0;
	const close = keepStream(
		() => {
			const next = lines[opened] ?? line();
			lines[opened] = next;
			opened += 1;
			return next.stream;
		},
		{
			onTopics: (topics) => told.push(topics.join("+")),
			onStale: () => told.push("stale"),
			onRecovered: () => told.push("recovered"),
		},
	);
	return { lines, told, close, opened: () => opened };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("keepStream", () => {
	test("passes topics on", () => {
		const { lines, told } = watch();
		lines[0]?.say("message", '{"topics":["queue","slo"]}');
		expect(told).toEqual(["queue+slo"]);
	});

	test("a short break is nobody's business", () => {
		const { lines, told } = watch();
		lines[0]?.breakOff(0);
		vi.advanceTimersByTime(9_999);
		lines[0]?.open();
		vi.advanceTimersByTime(60_000);
		expect(told).toEqual([]);
	});

	test("ten seconds are stale, and the return is told", () => {
		const { lines, told } = watch();
		lines[0]?.breakOff(0);
		lines[0]?.breakOff(0);
		vi.advanceTimersByTime(10_000);
		expect(told).toEqual(["stale"]);
		lines[0]?.open();
		expect(told).toEqual(["stale", "recovered"]);
	});

	test("a refused stream is opened anew, a broken one is the browser's", () => {
		const { lines, opened } = watch();
		lines[0]?.breakOff(0);
		vi.advanceTimersByTime(30_000);
		expect(opened()).toBe(1);
		lines[0]?.breakOff(2);
		vi.advanceTimersByTime(5_000);
		expect(opened()).toBe(2);
	});

	test("after a ping, silence is a loss", () => {
		const { lines, told } = watch();
		lines[0]?.say("ping");
		vi.advanceTimersByTime(9_000);
		lines[0]?.say("ping");
		vi.advanceTimersByTime(9_000);
		expect(told).toEqual([]);
		vi.advanceTimersByTime(1_000);
		expect(told).toEqual(["stale"]);
	});

	test("closed means silent", () => {
		const { lines, told, close, opened } = watch();
		lines[0]?.breakOff(2);
		close();
		vi.advanceTimersByTime(60_000);
		expect([told, opened()]).toEqual([[], 1]);
	});
});

test.each([
	['{"topics":["a",3]}', ["a"]],
	['{"other":1}', []],
	["hello", []],
	["", []],
])("%s has the topics %j", (data, topics) => {
	expect(topicsOf(data)).toEqual(topics);
});
