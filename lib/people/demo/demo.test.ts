import { expect, it } from "vitest";
import { checkDemo, offersOneClick } from "./demo";

const demo = {
	SIGNALBOX_DEMO: "on" as const,
	HOST: "127.0.0.1",
	INSTAGRAM_GRAPH_URL: "http://127.0.0.1:4010",
};

it("starts on this machine, without a real token", () => {
	expect(() => checkDemo(demo)).not.toThrow();
	expect(() =>
		checkDemo({ ...demo, INSTAGRAM_GRAPH_URL: "http://localhost:4010" }),
	).not.toThrow();
});

it.each([
	"https://graph.instagram.com",
	"http://127.0.0.1.example.org",
	"http://10.0.0.1:4010",
	"http://0.0.0.0:4010",
	"http://127.0.0.1@example.org/",
	"file:///etc/passwd",
	"nonsense",
])("refuses the Graph host of %s", (INSTAGRAM_GRAPH_URL) => {
	expect(() => checkDemo({ ...demo, INSTAGRAM_GRAPH_URL })).toThrow(
		"INSTAGRAM_GRAPH_URL",
	);
});

it("refuses a set access token without repeating it", () => {
	const env = { ...demo, INSTAGRAM_ACCESS_TOKEN: "IGAAsecret" };
	expect(() => checkDemo(env)).toThrow("INSTAGRAM_ACCESS_TOKEN is set");
	expect(() => checkDemo(env)).not.toThrow("IGAAsecret");
});

it.each(["0.0.0.0", "::", "192.168.1.7", "signalbox.example.org"])(
	"refuses to listen on %s, where others know the password too",
	(HOST) => {
		expect(() => checkDemo({ ...demo, HOST })).toThrow(
			`HOST ${HOST} is not on this machine`,
		);
		expect(() => checkDemo({ ...demo, HOST })).toThrow("SIGNALBOX_DEMO=off");
	},
);

it("refuses another address than this machine's, though it is bound to it", () => {
	const proxied = { ...demo, NEXTAUTH_URL: "https://room.example.org" };
	expect(() => checkDemo(proxied)).toThrow(
		"NEXTAUTH_URL https://room.example.org is not on this machine",
	);
	expect(offersOneClick(proxied)).toBe(false);
	const own = { ...demo, NEXTAUTH_URL: "http://localhost:3000" };
	expect(() => checkDemo(own)).not.toThrow();
	expect(offersOneClick(own)).toBe(true);
});

it("has nothing to say without demo mode", () => {
	const real = {
		...demo,
		HOST: "0.0.0.0",
		INSTAGRAM_GRAPH_URL: "https://graph.instagram.com",
		INSTAGRAM_ACCESS_TOKEN: "IGAAsecret",
	};
	expect(() => checkDemo({ ...real, SIGNALBOX_DEMO: "off" })).not.toThrow();
	expect(() => checkDemo({ ...real, SIGNALBOX_DEMO: undefined })).not.toThrow();
});

it.each([
	["on", "127.0.0.1", true],
	["on", "::1", true],
	["on", "localhost", true],
	["on", "0.0.0.0", false],
	["on", "::", false],
	["on", "192.168.1.7", false],
	["off", "127.0.0.1", false],
] as const)("demo %s on host %s: one click %s", (mode, HOST, offered) => {
	expect(offersOneClick({ ...demo, SIGNALBOX_DEMO: mode, HOST })).toBe(offered);
});
