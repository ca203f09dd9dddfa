import { expect, test } from "vitest";
import { readEnv } from "@/lib/env";
import { checkDemoWish } from "./children";

const check = (given: Record<string, string>) => () =>
	checkDemoWish(readEnv(given), given);
const open = { HOST: "0.0.0.0" };

test.each([
	["the demo by default, on this machine", {}],
	["the real platform for everybody", { ...open, SIGNALBOX_DEMO: "off" }],
	["a database of one's own", { ...open, DATABASE_URL: "postgres://db/x" }],
])("starts with %s", (_, given) => {
	expect(check(given)).not.toThrow();
});

test.each([
	["the demo by default, for everybody", open, "HOST 0.0.0.0"],
	[
		"the demo on a database of one's own, for everybody",
		{ ...open, DATABASE_URL: "postgres://db/x", SIGNALBOX_DEMO: "on" },
		"HOST 0.0.0.0",
	],
	[
		"the demo on the real platform",
		{ INSTAGRAM_GRAPH_URL: "https://graph.instagram.com" },
		"INSTAGRAM_GRAPH_URL",
	],
])("refuses %s", (_, given, message) => {
	expect(check(given)).toThrow(message);
	expect(check(given)).toThrow(
		expect.objectContaining({ code: "misconfigured" }),
	);
});
