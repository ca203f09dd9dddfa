import { expect, it } from "vitest";
import { ownPath } from "./next-path";

it.each([
	["/queue?day=2026-11-23#now", "/queue?day=2026-11-23#now"],
	["/", "/"],
	["//evil.example/x", "/"],
	["/\\evil.example", "/"],
	["\\\\evil.example", "/"],
	["https://evil.example", "/"],
	["/%2F/evil.example", "/%2F/evil.example"],
	["/x/..//evil.example", "/"],
	["/\t/evil.example", "/"],
	["javascript:alert(1)", "/"],
	["http://nowhere.invalid//evil.example", "/"],
	[undefined, "/"],
	[["/a", "/b"], "/"],
])("after signing in with next=%j: %s", (next, path) => {
	expect(ownPath(next)).toBe(path);
});
