import { describe, expect, test } from "vitest";
import { readEnv } from "@/lib/env";
import { checkClock, checkWorkerEnvironment } from "./boot";

const GOOD = {
	DATABASE_URL: "postgres://localhost/signalbox",
	SIGNALBOX_KEYS: `k1:${Buffer.alloc(32).toString("base64")}`,
};
const LOOPBACK = { INSTAGRAM_GRAPH_URL: "http://127.0.0.1:4010" };
const check = (change: Record<string, string>) => () =>
	checkWorkerEnvironment(readEnv({ ...GOOD, ...change }));

describe("a worker starts", () => {
	test.each([
		["on the real platform", {}],
		["with the demo on this machine", { SIGNALBOX_DEMO: "on", ...LOOPBACK }],
		[
			"with the test clock on this machine",
			{ SIGNALBOX_TEST_CLOCK: "on", ...LOOPBACK },
		],
	])("%s", (_, change) => {
		expect(check(change)).not.toThrow();
	});
});

describe("a worker refuses", () => {
	test.each([
		["no database", { DATABASE_URL: "" }, "DATABASE_URL must be set"],
		["no keys", { SIGNALBOX_KEYS: "" }, "SIGNALBOX_KEYS must be set"],
		[
			"neither",
			{ DATABASE_URL: "", SIGNALBOX_KEYS: "" },
			"DATABASE_URL and SIGNALBOX_KEYS must be set",
		],
		["a key that is none", { SIGNALBOX_KEYS: "k1:AAAA" }, "key 1 is not <id>:"],
		[
			"a checkpoint key that is none",
			{ SIGNALBOX_CHECKPOINT_KEY: "AAAA" },
			"SIGNALBOX_CHECKPOINT_KEY is no Ed25519 private key",
		],
		[
			"a text endpoint without a model",
			{ OPENAI_API_KEY: "x" },
			"TEXT_MODEL is missing",
		],
		[
			"a media store that is not there yet",
			{ MEDIA_STORE: "s3://b" },
			"MEDIA_STORE",
		],
		["the demo elsewhere", { SIGNALBOX_DEMO: "on" }, "demo mode refuses"],
		[
			"the demo with a token",
			{ SIGNALBOX_DEMO: "on", ...LOOPBACK, INSTAGRAM_ACCESS_TOKEN: "x" },
			"INSTAGRAM_ACCESS_TOKEN is set",
		],
		[
			"the test clock elsewhere",
			{ SIGNALBOX_TEST_CLOCK: "on" },
			"only a Graph host on this machine",
		],
		[
			"a host that only looks like this machine",
			{
				SIGNALBOX_TEST_CLOCK: "on",
				INSTAGRAM_GRAPH_URL: "http://127.0.0.1.example.org",
			},
			"only a Graph host on this machine",
		],
	])("%s", (_, change, message) => {
		expect(check(change)).toThrow(message);
		expect(check(change)).toThrow(
			expect.objectContaining({ code: "misconfigured" }),
		);
	});
});

test("a clock that was moved refuses the real platform, even without the flag", () => {
	expect(() => checkClock(readEnv(GOOD), 1)).toThrow("test clock");
	expect(() => checkClock(readEnv(GOOD), 0)).not.toThrow();
	expect(() => checkClock(readEnv({ ...GOOD, ...LOOPBACK }), 1)).not.toThrow();
});
