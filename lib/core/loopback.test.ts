import { expect, test } from "vitest";
import { isLoopbackHost, isLoopbackUrl } from "./loopback";

test.each([
	["http://127.0.0.1:4010", true],
	["http://127.8.9.1/", true],
	["http://localhost:4010/v26.0", true],
	["http://[::1]:4010", true],
	["http://[::ffff:127.0.0.1]:4010", true],
	["http://2130706433/", true],
	["http://[::ffff:7f:1]/", false],
	["https://graph.instagram.com", false],
	["http://127.0.0.1.example.org", false],
	["http://localhost.example.org", false],
	["http://127.0.0.1@graph.instagram.com/", false],
	["http://0.0.0.0:4010", false],
	["http://10.0.0.1", false],
	["file:///127.0.0.1", false],
	["127.0.0.1:4010", false],
	["", false],
])("isLoopbackUrl(%s) is %s", (url, expected) => {
	expect(isLoopbackUrl(url)).toBe(expected);
});

test("an IPv4-mapped socket address counts as loopback", () => {
	expect(isLoopbackHost("::ffff:127.0.0.1")).toBe(true);
	expect(isLoopbackHost("::ffff:10.0.0.1")).toBe(false);
});
