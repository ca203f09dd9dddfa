import { expect, test } from "vitest";
import { envExample, isDevelopment, readEnv } from "./env";

test("nothing set, and everything set to nothing, are the same", () => {
	const names = Object.keys(readEnv({}));
	const empty = Object.fromEntries(names.map((name) => [name, " "]));
	expect(readEnv(empty)).toEqual(readEnv({}));
	expect(readEnv({})).toMatchObject({ PORT: 3000, HOST: "127.0.0.1" });
});

test("switches are read in any case", () => {
	expect(
		readEnv({ SIGNALBOX_DEMO: " OFF ", SEPARATION_OF_DUTIES: "Off" }),
	).toMatchObject({ SIGNALBOX_DEMO: "off", SEPARATION_OF_DUTIES: "off" });
});

test("one line names every wrong variable, and no value", () => {
	const wrong = {
		PORT: "many",
		SIGNALBOX_DEMO: "maybe",
		INSTAGRAM_GRAPH_URL: "s3cret",
		INSTAGRAM_GRAPH_VERSION: "26",
	};
	for (const name of Object.keys(wrong)) {
		expect(() => readEnv(wrong)).toThrow(
			expect.objectContaining({
				code: "misconfigured",
				message: expect.stringMatching(`^bad environment: .*${name}: [^\n]*$`),
			}),
		);
	}
	expect(() => readEnv(wrong)).not.toThrow(/s3cret/);
});

test(".env.example tells of every setting (npx vitest run -u lib/env.test.ts writes it)", async () => {
	const settings = envExample().split("\n\n").slice(1);
	for (const setting of settings)
		expect(setting).toMatch(/^# .{10,}\n# [A-Z_]+=/);
	await expect(envExample()).toMatchFileSnapshot("../.env.example");
});

test("development is for a demo alone", () => {
	const dev = { SIGNALBOX_DEV: "on" };
	expect(isDevelopment(readEnv(dev))).toBe(false);
	expect(isDevelopment(readEnv({ ...dev, SIGNALBOX_DEMO: "on" }))).toBe(true);
	expect(isDevelopment(readEnv({ SIGNALBOX_DEMO: "on" }))).toBe(false);
});
