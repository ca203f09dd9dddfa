import { describe, expect, it } from "vitest";
import { isForThisMachine } from "@/lib/core/loopback";
import { isOwnHost, ownOrigins } from "./addresses";
import { bearerOf, judgeOrigin, mayChange } from "./origin";

const local = { HOST: "127.0.0.1", PORT: 3000 };
const published = {
	HOST: "0.0.0.0",
	PORT: 8080,
	NEXTAUTH_URL: "https://ops.example.org",
	PUBLIC_MEDIA_BASE_URL: "https://media.example.net",
};

it("knows its own origins", () => {
	expect(ownOrigins(local)).toEqual([
		"http://127.0.0.1:3000",
		"http://localhost:3000",
		"http://[::1]:3000",
	]);
	expect(ownOrigins(published)).toContain("https://ops.example.org");
	expect(ownOrigins({ HOST: "192.168.1.7", PORT: 80 })).toEqual([
		"http://192.168.1.7",
	]);
});

it.each([
	["127.0.0.1", undefined, true],
	["127.0.0.1", "http://localhost:3000", true],
	["127.0.0.1", "https://ops.example.org", false],
	["0.0.0.0", "http://127.0.0.1:3000", false],
	["192.168.1.7", undefined, false],
])(
	"bound to %s under %s, is it for this machine alone: %s",
	(HOST, url, alone) => {
		expect(isForThisMachine({ HOST, NEXTAUTH_URL: url })).toBe(alone);
	},
);

describe("the origin of a change (T2)", () => {
	it.each([
		["http://127.0.0.1:3000", "same"],
		["http://localhost:3000", "same"],
		["http://[::1]:3000", "same"],
		["http://127.0.0.1:3001", "foreign"],
		["https://127.0.0.1:3000", "foreign"],
		["http://127.0.0.1:3000.evil.example", "foreign"],
		["http://evil.example", "foreign"],
		["http://LOCALHOST:3000", "foreign"],
		["null", "foreign"],
		["", "missing"],
		[null, "missing"],
	])("%j is %s", (origin, verdict) => {
		expect(judgeOrigin(origin, local)).toBe(verdict);
	});

	it.each(["POST", "PUT", "PATCH", "DELETE", "QUERY"])(
		"%s needs it; a bearer token stands in for a missing one, never for a wrong one",
		(method) => {
			const asks = (origin: string | null, bearer: boolean) =>
				mayChange({ method, origin, bearer }, local);
			expect(asks("http://localhost:3000", false)).toBe(true);
			expect(asks(null, false)).toBe(false);
			expect(asks("null", false)).toBe(false);
			expect(asks("http://evil.example", false)).toBe(false);
			expect(asks(null, true)).toBe(true);
			expect(asks("http://evil.example", true)).toBe(false);
			expect(asks("null", true)).toBe(false);
		},
	);

	it("lets anybody read", () => {
		const read = {
			method: "GET",
			origin: "http://evil.example",
			bearer: false,
		};
		expect(mayChange(read, local)).toBe(true);
	});
});

it.each([
	["127.0.0.1:3000", "/", local, true],
	["LOCALHOST:3000", "/", local, true],
	["[::1]:3000", "/", local, true],
	["127.0.0.1", "/", local, false],
	["rebound.example:3000", "/", local, false],
	[null, "/", local, false],
	["ops.example.org", "/", published, true],
	["ops.example.org:443", "/", published, true],
	["ops.example.org@evil.example", "/", published, false],
	["127.0.0.1:8080", "/", published, true],
	["192.168.1.7:8080", "/", published, false],
	["media.example.net", "/media/ab", published, true],
	["media.example.net", "/", published, false],
	["media.example.net", "/mediaeval", published, false],
])("host %j asking for %s", (host, path, env, own) => {
	expect(isOwnHost(host, path, env)).toBe(own);
});

it("reads a bearer token of ours only", () => {
	expect(bearerOf("Bearer sbx_abc-_1")).toBe("sbx_abc-_1");
	expect(bearerOf("bearer  sbx_abc ")).toBe("sbx_abc");
	for (const other of [
		null,
		"",
		"Basic sbx_abc",
		"Bearer abc",
		"Bearer sbx_a b",
	])
		expect(bearerOf(other)).toBeNull();
});
