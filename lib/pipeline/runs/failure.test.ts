import { describe, expect, test } from "vitest";
import { z } from "zod";
import { AppError, ERROR_CODES } from "@/lib/core/errors";
import {
	RUN_STATES,
	RUN_TRANSITIONS,
	statesBefore,
	topicKey,
} from "@/lib/pipeline/model";
import { locationOf } from "@/lib/pipeline/sources/location";
import { healthOf } from "@/lib/pipeline/sources/views";
import { captionWith } from "@/lib/pipeline/stages/caption";
import { storable } from "@/lib/pipeline/storable";
import { classifyFailure, isBadValue } from "./failure";

describe("classifyFailure", () => {
	test("only what may heal by itself is tried again", () => {
		const transient = ERROR_CODES.filter(
			(code) => classifyFailure(new AppError(code, "x")).kind === "transient",
		);
		expect(transient).toEqual(["conflict", "throttled", "unavailable"]);
		expect(classifyFailure(new TypeError("fetch failed")).kind).toBe(
			"transient",
		);
		expect(classifyFailure("odd")).toMatchObject({ message: "odd" });
		const shape = z.object({ a: z.string() }).safeParse({});
		expect(classifyFailure(shape.error)).toMatchObject({
			kind: "permanent",
			message: expect.stringContaining("wrong shape"),
		});
	});

	test("keeps the wait that was asked for", () => {
		const wait = (retryAfterMs: unknown) =>
			classifyFailure(new AppError("throttled", "x", { retryAfterMs }))
				.retryAfterMs;
		expect([wait(9_000), wait("soon"), wait(-1), wait(undefined)]).toEqual([
			9_000, 0, 0, 0,
		]);
	});

	test("tells a refused value from a failing database", () => {
		expect(["22P05", "23505", "P2002"].map(isBadValue)).toEqual([
			true,
			true,
			true,
		]);
		expect(["40001", "57P01", "53300", "P2024", "P2034"].some(isBadValue)).toBe(
			false,
		);
	});
});

test("a finished run goes nowhere, and every state can be reached", () => {
	expect(RUN_TRANSITIONS.succeeded).toEqual([]);
	expect(RUN_TRANSITIONS.cancelled).toEqual([]);
	expect(statesBefore("cancelled")).toEqual([
		"queued",
		"running",
		"waiting",
		"failed",
	]);
	for (const state of RUN_STATES)
		expect(statesBefore(state).length).toBeGreaterThan(0);
});

test("one topic has one key", () => {
	expect(topicKey("  AI\u00a0Notes ")).toBe(topicKey("ai notes"));
});

test("hashtags that no longer fit are left out, shorter ones after them kept", () => {
	const text = "x".repeat(2190);
	expect(captionWith(text, ["toolongforthis", "ok"])).toBe(`${text}\n\n#ok`);
	expect(captionWith(" a ", ["b", "c"])).toBe("a\n\n#b #c");
	expect(captionWith("a", [])).toBe("a");
});

test("what PostgreSQL cannot store is taken out, at any depth", () => {
	expect(storable({ a: ["x\0y", "\ud83d", 1, null, { "k\0": "🚀" }] })).toEqual(
		{
			a: ["xy", "\ufffd", 1, null, { k: "🚀" }],
		},
	);
});

test("a source is an address or an absolute path", () => {
	expect(locationOf("https://a.example/f")).toEqual({
		url: "https://a.example/f",
	});
	expect(locationOf("/srv/f.xml")).toEqual({ file: "/srv/f.xml" });
	expect(locationOf("file:///srv/f%20g.xml")).toEqual({ file: "/srv/f g.xml" });
	expect(["f.xml", "ftp://a/b", "javascript:1"].map(locationOf)).toEqual([
		null,
		null,
		null,
	]);
});

test("no data is not health", () => {
	const now = new Date("2026-11-23T12:00:00Z");
	const read = { enabled: true, checkedAt: now, succeededAt: now, fault: null };
	expect(healthOf(read, now)).toBe("healthy");
	expect(healthOf({ ...read, succeededAt: null, checkedAt: null }, now)).toBe(
		"never_read",
	);
	expect(
		healthOf({ ...read, succeededAt: new Date("2026-11-22T11:00:00Z") }, now),
	).toBe("stale");
	expect(healthOf({ ...read, fault: "no answer" }, now)).toBe("failing");
	expect(healthOf({ ...read, enabled: false }, now)).toBe("off");
});
